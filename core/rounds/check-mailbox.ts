import { mayBeRead } from '../domains/proved-domain.ts';
import { lookAtMailbox, lookLater } from '../mailboxes/look-at-mailbox.ts';
import type { MailboxFault } from '../mailboxes/mailbox-provider.ts';
import type { MailboxProviders } from '../mailboxes/mailbox-providers.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { liftPause, mayLift, whyNotResumed } from '../mailboxes/pauses/lift-pause.ts';
import { authorise } from '../people/authority.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkHandler } from '../work/work-handler.ts';
import type { WorkOutcome, WorkPayload } from '../work/work.ts';
import { BREAKS } from './advance-round.ts';
import type { RoundDeps } from './begin-round.ts';
import { endRow } from './end-row.ts';
import { lookAtNext } from './look-at-next.ts';
import type { OpenRoundRow, Reading, Round, RoundOutcome } from './round.ts';

export type CheckMailboxDeps = RoundDeps & {
  readonly transaction: Transaction;
  readonly providers: MailboxProviders;
};

/** A mail system that has not answered by then is one of the results. */
const PATIENCE = Temporal.Duration.from({ minutes: 30 });
const DONE: WorkOutcome = { kind: 'done' };

/** The provider is asked outside of any transaction; what it said is applied to the mailbox as it is then. */
export function createCheckMailbox(deps: CheckMailboxDeps): WorkHandler<'mailbox.check'> {
  return async (payload, signal, lease) => {
    const looking = await deps.transaction.run(payload.accountId, (stores) => lookingIn(stores, payload));
    if (looking === undefined) return DONE;
    const { round, mailbox } = looking;
    const giveUpAt = round.askedAt.add(PATIENCE);
    if (lease.work.attempts >= BREAKS) return await end(deps, payload, async () => BROKEN);
    if (mailbox === undefined) return await end(deps, payload, async () => NOT_READ);
    if (Temporal.Instant.compare(deps.clock.now(), giveUpAt) >= 0)
      return await end(deps, payload, async () => ({ kind: 'unanswered', mailboxId: mailbox.id }));

    const looked = await lookAtMailbox(deps.providers, mailbox, signal);
    if (looked.ok) return await end(deps, payload, (stores, now) => afterLook(deps, stores, now));
    const refused = looked.error;
    if (refused.kind !== 'unauthorised') return notAfter(lookLater(deps, refused), giveUpAt);
    return await end(deps, payload, async () => unreadable(mailbox, refused.fault));
  };
}

const BROKEN: RoundOutcome = { kind: 'left', because: 'broken' };
const NOT_READ: RoundOutcome = { kind: 'left', because: 'not-read' };

function unreadable({ id: mailboxId }: Mailbox, fault: MailboxFault): RoundOutcome {
  return { kind: 'unreadable', fault, mailboxId };
}

/** However long the mail system asks to wait, the result does not wait longer than it was promised. */
function notAfter(outcome: WorkOutcome, latest: Temporal.Instant): WorkOutcome {
  if (outcome.kind !== 'again' || Temporal.Instant.compare(outcome.dueAt, latest) <= 0) return outcome;
  return { ...outcome, dueAt: latest };
}

type Looking = { readonly round: Round; readonly row: OpenRoundRow; readonly mailbox: Mailbox | undefined };

async function lookingIn(
  { rounds, roundRows, mailboxes }: Stores,
  { roundId, mailboxId }: WorkPayload<'mailbox.check'>,
): Promise<Looking | undefined> {
  const round = await rounds.get(roundId);
  if (round?.state !== 'running') return undefined;
  const row = (await roundRows.ofRound(roundId)).find(
    (one): one is OpenRoundRow =>
      one.state === 'looking' && one.task.kind === 'check' && one.task.mailboxId === mailboxId,
  );
  return row === undefined ? undefined : { round, row, mailbox: await mailboxes.get(mailboxId) };
}

async function end(
  deps: CheckMailboxDeps,
  payload: WorkPayload<'mailbox.check'>,
  outcomeOf: (stores: Stores, looking: Looking) => Promise<RoundOutcome>,
): Promise<WorkOutcome> {
  return await deps.transaction.run(payload.accountId, async (stores) => {
    const looking = await lookingIn(stores, payload);
    if (looking === undefined) return DONE;
    const { round, row } = looking;
    const onward = await endRow(deps, stores, { round, row, outcome: await outcomeOf(stores, looking) });
    if (onward.state === 'running') await lookAtNext(deps, stores, onward);
    return DONE;
  });
}

/** It can be read: what failed is tried at once, and what an Admin paused is read again where that was agreed to. */
async function afterLook(deps: CheckMailboxDeps, stores: Stores, { round, mailbox }: Looking): Promise<RoundOutcome> {
  if (mailbox === undefined || mailbox.desired === 'disabled') return NOT_READ;
  if (!(await mayBeRead(stores, mailbox))) return unreadable(mailbox, 'domain');
  const readable = (reading: Reading): RoundOutcome => ({ kind: 'readable', reading, mailboxId: mailbox.id });
  if (mailbox.desired === 'paused') return readable(await afterPause(deps, stores, round, mailbox));
  if (mailbox.health.kind !== 'failing') return readable('read');
  const { accountId, id: mailboxId } = mailbox;
  const [key, dueAt] = [`mailbox.sync:${mailboxId}`, deps.clock.now()];
  await stores.work.add({
    id: deps.ids.next('work'),
    kind: 'mailbox.sync',
    key,
    payload: { accountId, mailboxId },
    dueAt,
  });
  return readable('tried');
}

async function afterPause(
  deps: CheckMailboxDeps,
  stores: Stores,
  { deed, askedBy }: Round,
  mailbox: Mailbox,
): Promise<Reading> {
  const stays = mailbox.pauses.some(({ side }) => side === 'admin') ? 'paused' : 'owner-paused';
  if (deed.kind !== 'check' || !deed.resumes) return stays;
  const by = await stores.members.get(askedBy);
  const member = await stores.members.get(mailbox.memberId);
  if (by === undefined || member === undefined) throw new Error(`Mailbox ${mailbox.id} lacks its people`);
  const relation = by.id === member.id ? 'own' : 'other';
  const may = authorise(POLICY.resume, { kind: 'member', member: by }, await stores.accounts.get(), relation);
  const isBarred = may.kind === 'denied' || (await whyNotResumed(stores, member, [mailbox])) !== undefined;
  if (isBarred || !mayLift(mailbox, by)) return stays;
  const lifted = await liftPause(deps, stores, mailbox, by);
  return lifted.desired === 'enabled' ? 'resumed' : 'owner-paused';
}
