import { formatMoney } from '../../core/billing/money.ts';
import type { Stores } from '../../core/transaction.ts';
import { cast, type CastName } from '../local/linden.ts';
import type { Stage } from './cast-on-stage.ts';
import { must } from './narrator.ts';
import { waitFor } from './wait-for.ts';

const READ: readonly CastName[] = ['ines', 'tomas', 'sofie', 'matteo', 'jana'];

/** The bill with its formula, the counts held against what the mail systems served, a who answer, and the audit chain. */
export async function prove(stage: Stage): Promise<void> {
  await bill(stage);
  await counts(stage);
  await who(stage);
  stage.narrator.chapter('The audit chain');
  await verify(stage, 'every record of the chain is in its place');
}

/** Asks for it in a chat, and reads what comes when the log was read. */
export async function verify({ clara, narrator, office }: Stage, what: string): Promise<void> {
  const told = async () => (await office.standIns.slack.dmWith('clara')).filter(({ reads }) => VERIFIED.test(reads));
  const before = (await told()).length;
  await clara.types('/seat audit verify');
  await waitFor('the audit log to be verified', async () => ((await told()).length > before ? true : undefined));
  const { reads } = await clara.reads(VERIFIED);
  must(/unbroken/iu.test(reads), what, narrator);
}

const VERIFIED = /The audit log is (?:un)?broken/u;

export async function inAccount<Value>({ office }: Stage, work: (stores: Stores) => Promise<Value>): Promise<Value> {
  const [accountId] = await office.core.registry.accounts();
  if (accountId === undefined) throw new Error('There is no account');
  return await office.core.transaction.run(accountId, work);
}

async function bill(stage: Stage): Promise<void> {
  stage.narrator.chapter('The bill');
  const lines = await inAccount(stage, ({ charges }) => charges.list());
  for (const line of lines)
    stage.narrator.sees(
      'The bill',
      line.state === 'accrued' ? `${formatMoney(line.amount)}  ${line.formula}` : `${line.state}: ${line.quantity}`,
    );
  must(
    lines.length === 2 && lines.every(({ state }) => state === 'accrued'),
    'two lines, both accrued: one from first access, four from approval',
    stage.narrator,
  );
  const entitlements = await inAccount(stage, ({ entitlements: all }) => all.list());
  const syncOnly = entitlements.find(({ seatType }) => seatType === 'sync-only');
  must(syncOnly?.purchased === 5 && syncOnly.used === 5, 'five seats purchased, five used', stage.narrator);
}

async function counts(stage: Stage): Promise<void> {
  const { narrator, office } = stage;
  narrator.chapter('What was read, against what the mail systems hold');
  let total = 0;
  for (const name of READ) total += await countOf(stage, name);
  const stored = await inAccount(stage, ({ crm }) => crm.counts());
  narrator.sees(
    'The CRM',
    `${stored.messages} messages, ${stored.interactions} interactions, ${stored.people} people, ${stored.organizations} organizations, ${stored.connections} connections`,
  );
  must(
    total >= 4000,
    `at least 4,000 real messages were read: ${total}, ${office.standIns.google.log.entries({}).length + office.standIns.microsoft.log.entries({}).length} requests`,
    narrator,
  );
}

/** Drafts, junk and bins are not read; parts of a conversation that lie there are served with it all the same. */
const OUT_OF_SCOPE: ReadonlySet<string> = new Set(['drafts', 'junk', 'trash']);

async function countOf(stage: Stage, name: CastName): Promise<number> {
  const { office, narrator } = stage;
  const { primary, fullName, provider } = cast[name];
  const served =
    provider === 'google' ? office.standIns.google.log.served(primary) : office.standIns.microsoft.log.served(primary);
  const held = office.standIns.mailboxes.get(primary)?.newestFirst() ?? [];
  const inScope = held.filter(({ place }) => !OUT_OF_SCOPE.has(place));
  const seen = await inAccount(stage, async ({ mailboxes, members, runs }) => {
    const member = await members.byAddress(primary);
    const [mailbox] = member === undefined ? [] : await mailboxes.ofMember(member.id);
    const all = mailbox === undefined ? [] : await runs.ofMailbox(mailbox.id, 50);
    return all.find(({ trigger }) => trigger === 'initial')?.tally.seen;
  });
  const missing = inScope.filter(({ id }) => !served.has(id)).length;
  must(
    seen === inScope.length && missing === 0,
    `${fullName}: ${seen ?? 'no'} messages read, ${inScope.length} of ${held.length} in scope, ${served.size} served`,
    narrator,
  );
  return inScope.length;
}

async function who(stage: Stage): Promise<void> {
  stage.narrator.chapter('Who knows whom');
  const domain = await bestKnown(stage);
  const answer = await stage.clara.types(`/seat who ${domain}`);
  must(/Strength/u.test(answer), 'colleagues are named with the strength of their connection', stage.narrator);
}

/** The organization of the person with whom most mail went both ways. */
async function bestKnown(stage: Stage): Promise<string> {
  return await inAccount(stage, async ({ crm, members }) => {
    const clara = await members.byAddress(cast.clara.primary);
    if (clara === undefined) throw new Error('Clara is not a member');
    const people = await crm.people(clara.id, { kind: 'name', words: [] }, 5000);
    const known = people.filter(({ organization }) => organization !== undefined);
    const connections = await crm.connections(known.map(({ id }) => id));
    const [best] = connections.toSorted((one, other) => bothWays(other.state) - bothWays(one.state));
    const domain = known.find(({ id }) => id === best?.personId)?.organization;
    if (domain === undefined) throw new Error('Nobody of an organization is known');
    return domain;
  });
}

function bothWays({ sent, received }: { readonly sent: number; readonly received: number }): number {
  return Math.min(sent, received);
}
