import { z } from 'zod';
import type { Provider } from '../accounts/provider.ts';
import { withSeatDefaults } from '../accounts/seat-defaults.ts';
import { OF_ONE } from '../bulk/list-form.ts';
import type { WrittenRow } from '../bulk/written-row.ts';
import type { DirectoryLook, ListedPerson } from '../directory/directory-look.ts';
import { matchableIn } from '../directory/matchable.ts';
import { directoryAskedView, matchableView, pageOf, PICKED_AT_ONCE, pickForm } from '../directory/matchable-views.ts';
import { startLook } from '../directory/start-look.ts';
import { POLICY } from '../people/policy.ts';
import { inviteForm } from '../seats/invite-form.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import { blockedView, readChecklist } from '../seats/setup-gate.ts';
import {
  absentWhenEmpty,
  addressArgument,
  mailSystemArgument,
  privacyArgument,
  seatTypeArgument,
  teamArgument,
  trialArgument,
  dateArgument,
} from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { previewRows } from './preview-list.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const search = absentWhenEmpty(z.string().trim().max(120, 'A search has at most 120 characters.'));
const page = z.coerce.number('Not a page number.').int().min(1, 'Pages begin at 1.').max(10_000).optional();

const MATCHABLE = signature({
  name: 'matchable',
  group: 'seats',
  summary: 'Colleagues in the company’s directory who have no seat, to invite several at once',
  example: '/seat matchable lovelace',
  reach: 'typed',
  typed: ['search'],
  carried: ['again'],
  args: z.object({ search, page, again: z.boolean().optional() }),
});

/** The boxes of the form, in the order of the people. */
const PICKS = ['pick0', 'pick1', 'pick2', 'pick3', 'pick4', 'pick5', 'pick6', 'pick7', 'pick8', 'pick9'] as const;
const ticked = z.boolean().optional();

const PICK = signature({
  name: 'matchable pick',
  group: 'seats',
  summary: 'Invite some of those who have no seat',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({
    search,
    page,
    addresses: z.array(addressArgument).max(PICKED_AT_ONCE).optional(),
    seatType: absentWhenEmpty(seatTypeArgument),
    privacy: absentWhenEmpty(privacyArgument),
    team: absentWhenEmpty(teamArgument),
    mailSystem: absentWhenEmpty(mailSystemArgument),
    trial: absentWhenEmpty(trialArgument),
    until: absentWhenEmpty(dateArgument),
    pick0: ticked,
    pick1: ticked,
    pick2: ticked,
    pick3: ticked,
    pick4: ticked,
    pick5: ticked,
    pick6: ticked,
    pick7: ticked,
    pick8: ticked,
    pick9: ticked,
  }),
});

/** The directory is read by a worker; here is shown, and picked from, what it read within a day. */
export function createMatchable(deps: InviteDeps): readonly Command[] {
  return [
    command({ signature: MATCHABLE, run: (args, context) => matchable(deps, args, context) }),
    command({ signature: PICK, run: (args, context) => pick(deps, args, context) }),
  ];
}

type Read = Extract<DirectoryLook, { state: 'read' }>;

async function matchable(
  deps: InviteDeps,
  { search: words, page: wanted = 1, again = false }: z.output<typeof MATCHABLE.args>,
  context: CommandContext,
): Promise<Reply> {
  const look = again ? undefined : await freshLook(context);
  if (look === undefined) return await read(deps, context);
  const people = searched(await matchableIn(deps, context.stores, look), words);
  const last = Math.max(1, Math.ceil(people.length / PICKED_AT_ONCE));
  return privately(matchableView({ people, page: Math.min(wanted, last), search: words, readAt: look.at }));
}

async function freshLook({ stores, now }: CommandContext): Promise<Read | undefined> {
  const look = await stores.directoryLooks.latest();
  return look?.state === 'read' && Temporal.Instant.compare(now, look.forgetAt) < 0 ? look : undefined;
}

function searched(people: readonly ListedPerson[], words: string | undefined): readonly ListedPerson[] {
  if (words === undefined) return people;
  const wanted = words.toLowerCase();
  return people.filter(({ fullName, address }) => `${fullName} ${address}`.toLowerCase().includes(wanted));
}

async function read(deps: InviteDeps, context: CommandContext): Promise<Reply> {
  const { stores, account, actor, now } = context;
  const blocked = blockedView(await readChecklist(stores, { account, actor, inviteRow: POLICY.invite }));
  if (blocked !== undefined) return privately(blocked);
  const providers = (await stores.credentials.list()).flatMap(({ health, provider }): readonly Provider[] =>
    health.kind === 'ok' ? [provider] : [],
  );
  const domains = (await stores.domains.list()).filter(({ state }) => state === 'verified');
  const listings = providers.flatMap((provider) => domains.map(({ domain }) => ({ provider, domain })));
  await startLook(deps, stores, { accountId: account.id, askedBy: actingMember(context).id, now, listings });
  return { kind: 'deferred', view: directoryAskedView(providers) };
}

async function pick(deps: InviteDeps, args: z.output<typeof PICK.args>, context: CommandContext): Promise<Reply> {
  const look = await freshLook(context);
  if (look === undefined) return await read(deps, context);
  const people = await matchableIn(deps, context.stores, look);
  const { addresses, trial, until } = args;
  const { privacy, ...terms } = withSeatDefaults(context.account, args, context.isForm);
  if (addresses === undefined || privacy === undefined) return await openPick(args, context, people);
  const chosen = PICKS.flatMap((name, index) => (args[name] === true ? (addresses[index] ?? []) : []));
  if (chosen.length === 0) return { kind: 'fields', errors: { pick0: 'Tick at least one of them.' } };
  const rows = chosen.map((address, index) => rowOf(people, address, index + 1));
  return await previewRows(
    deps,
    { ...terms, trial, until, people: undefined, privacy },
    { rows, ignored: [] },
    context,
  );
}

/** As the directory names them, and looked for where they were found; somebody who has a seat by now is refused by the rules. */
function rowOf(people: readonly ListedPerson[], address: string, number: number): WrittenRow {
  const person = people.find((candidate) => candidate.address === address);
  const broken = person === undefined ? 'They have a seat by now, or are not in the directory any more.' : undefined;
  const values = { address, fullName: person?.fullName ?? address, mailSystem: person?.provider ?? '' };
  return { number, values, broken, remark: undefined };
}

async function openPick(
  { search: words, page: wanted = 1 }: z.output<typeof PICK.args>,
  { stores, account }: CommandContext,
  people: readonly ListedPerson[],
): Promise<Reply> {
  const shown = pageOf(searched(people, words), wanted);
  if (shown.length === 0) {
    const look = await stores.directoryLooks.latest();
    const readAt = look?.state === 'read' ? look.at : undefined;
    if (readAt === undefined) throw new Error('A look was there a moment ago');
    return privately(matchableView({ people: searched(people, words), page: 1, search: words, readAt }));
  }
  const entitlements = await stores.entitlements.list();
  // Where somebody’s mail is stands in the directory.
  const given = { ...withSeatDefaults(account, {}, false), mailSystem: undefined };
  const { inputs } = inviteForm({ account, credentials: [], entitlements, given });
  const common = inputs.filter(({ name }) => !OF_ONE.has(name));
  return { kind: 'form', form: pickForm(shown, common) };
}
