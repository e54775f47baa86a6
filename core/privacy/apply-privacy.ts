import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { holdOn } from '../departures/legal-hold.ts';
import { repaint } from '../outbox/tell.ts';
import { unreachable } from '../result.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkOutcome, WorkPayload } from '../work/work.ts';
import type { PrivacyChange } from './privacy-change.ts';
import { deletes, movedPrivacyChange } from './privacy-change-moves.ts';
import { changeForAskerView, changeForOwnerView } from './privacy-views.ts';

export type ApplyPrivacyDeps = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly audit: AuditTrail;
  readonly transaction: Transaction;
};

/** Few enough for a short transaction: pages of mail wait for the same lock. */
const BATCH = 500;
const FIRST_LOOK = Temporal.Duration.from({ seconds: 15 });
const HOLD_LOOK = Temporal.Duration.from({ hours: 1 });
const LONGEST_PAUSE = Temporal.Duration.from({ minutes: 10 });

/** Brings what is stored to the level, a batch at a time; whoever dies between two batches has lost nothing. */
export function createApplyPrivacy(deps: ApplyPrivacyDeps) {
  return async ({ accountId, changeId }: WorkPayload<'privacy.apply'>, signal: AbortSignal): Promise<WorkOutcome> => {
    while (!signal.aborted) {
      const outcome = await deps.transaction.run(accountId, (stores) => step(deps, stores, changeId));
      if (outcome !== undefined) return outcome;
    }
    return { kind: 'again', dueAt: deps.clock.now(), countsAsAttempt: false, reason: 'stopped' };
  };
}

/** Undefined when more is to be done at once. */
async function step(
  deps: ApplyPrivacyDeps,
  stores: Stores,
  id: Id<'privacy-change'>,
): Promise<WorkOutcome | undefined> {
  const change = await stores.privacyChanges.get(id);
  if (change === undefined) return { kind: 'done' };
  switch (change.state) {
    case 'purging':
      return await purge(deps, stores, change);
    case 'reading':
      return await look(deps, stores, change);
    case 'applied':
    case 'superseded':
      return { kind: 'done' };
    default:
      return unreachable(change);
  }
}

async function purge(deps: ApplyPrivacyDeps, stores: Stores, change: PrivacyChange): Promise<WorkOutcome | undefined> {
  if (deletes(change) && (await holdOn(stores, change.memberId)) !== undefined) return held(deps);
  const count = deletes(change) ? await stores.mail.forgetSubjects(change.memberId, BATCH) : 0;
  const purged = count === 0 ? change : movedPrivacyChange(change, { kind: 'purged', count });
  if (count === BATCH) {
    await save(deps, stores, change, purged);
    return undefined;
  }
  await finish(deps, stores, {
    before: change,
    after: movedPrivacyChange(purged, { kind: 'emptied', at: deps.clock.now() }),
  });
  return { kind: 'done' };
}

/** A hold that was put on meanwhile keeps what is left; it is looked at again. */
function held({ clock }: ApplyPrivacyDeps): WorkOutcome {
  return { kind: 'again', dueAt: clock.now().add(HOLD_LOOK), countsAsAttempt: false, reason: 'legal hold' };
}

/** A mailbox that is read has been walked again when a reading that was begun after the change has caught up. */
async function look(deps: ApplyPrivacyDeps, stores: Stores, change: PrivacyChange): Promise<WorkOutcome> {
  const mailboxes = await stores.mailboxes.ofMember(change.memberId);
  const waiting = mailboxes.filter(
    ({ desired, lastSyncAt }) =>
      desired === 'enabled' && (lastSyncAt === undefined || Temporal.Instant.compare(lastSyncAt, change.askedAt) <= 0),
  );
  const now = deps.clock.now();
  if (waiting.length === 0) {
    await finish(deps, stores, { before: change, after: movedPrivacyChange(change, { kind: 'caught-up', at: now }) });
    return { kind: 'done' };
  }
  return {
    kind: 'again',
    dueAt: now.add({ milliseconds: pause(change, now) }),
    countsAsAttempt: false,
    reason: 'reading',
  };
}

/** Half as long again as it has taken so far. */
function pause({ askedAt }: PrivacyChange, now: Temporal.Instant): number {
  const waited = askedAt.until(now).total('milliseconds') / 2;
  return Math.round(Math.min(Math.max(waited, FIRST_LOOK.total('milliseconds')), LONGEST_PAUSE.total('milliseconds')));
}

async function finish(
  deps: ApplyPrivacyDeps,
  stores: Stores,
  { before, after }: { readonly before: PrivacyChange; readonly after: PrivacyChange },
): Promise<void> {
  // Two moves may lie between them; the row takes one step.
  await save(deps, stores, before, { ...after, version: before.version + 1 });
  await deps.audit(stores, after.accountId, {
    kind: 'privacy.applied',
    at: deps.clock.now(),
    actor: { kind: 'job', job: 'privacy.apply' },
    subject: { kind: 'member', id: after.memberId },
    facts: { change: after.id, level: after.level, purged: after.purged },
    personal: [],
  });
}

async function save(
  deps: ApplyPrivacyDeps,
  stores: Stores,
  before: PrivacyChange,
  after: PrivacyChange,
): Promise<void> {
  await stores.privacyChanges.replace(before, after);
  const member = await stores.members.get(after.memberId);
  const by = await stores.members.get(after.askedBy);
  if (member === undefined || by === undefined) throw new Error(`Privacy change ${after.id} lacks its people`);
  const { accountId, id } = after;
  await repaint(deps, stores, accountId, { subject: `privacy-change:${id}`, view: changeForAskerView(after, member) });
  if (after.state === 'applied')
    await repaint(deps, stores, accountId, {
      subject: `privacy-change-owner:${id}`,
      view: changeForOwnerView(after, by),
    });
}
