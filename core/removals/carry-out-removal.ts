import { holdOn } from '../departures/legal-hold.ts';
import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { unreachable } from '../result.ts';
import { staleRow } from '../stale-row.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkHandler } from '../work/work-handler.ts';
import { WORK_LIMITS } from '../work/work-limits.ts';
import type { WorkOutcome } from '../work/work.ts';
import { blastRadius, hasGrown } from './blast-radius.ts';
import { certificateHash } from './certificate.ts';
import { closeRemoved } from './close-removed.ts';
import { eraseMentions } from './erase-mentions.ts';
import { carryOut, complete, erasedSome, fail, summed } from './execution-moves.ts';
import { nextStep, type Executing, type ExecutionDeps, type StepDone } from './execution-steps.ts';
import { storeMoved, type Audited } from './move-removal.ts';
import { endStanding } from './end-standing.ts';
import { lostEndorser } from './lost-endorser.ts';
import { removalBlocked } from './removal-blocked.ts';
import { askAgain, start, type Moved } from './removal-moves.ts';
import type { RemovalRequest } from './removal-request.ts';

type Scheduled = Extract<RemovalRequest, { state: 'scheduled' }>;

const DONE: WorkOutcome = { kind: 'done' };

/** How soon it is looked again whether the data is deleted; whoever deletes it may take hours. */
const LOOK_AGAIN = { seconds: 5 } as const;
const PATIENCE = { hours: 24 } as const;

/** How soon it is looked again whether a legal hold was lifted. */
const HOLD_LOOK = { hours: 1 } as const;

/** Carries a removal out step by step, each in a transaction of its own; a worker that takes over goes on after the last record. */
export function createCarryOutRemoval(
  deps: ExecutionDeps & { readonly transaction: Transaction },
): WorkHandler<'removal.carry-out'> {
  return async ({ accountId, removalId }, signal, lease) => {
    try {
      while (!signal.aborted) {
        const outcome = await deps.transaction.run(accountId, (stores) => goOn(deps, stores, removalId));
        if (outcome !== undefined) return outcome;
      }
      return { kind: 'again', dueAt: deps.clock.now(), countsAsAttempt: false, reason: 'stopped' };
    } catch (error) {
      if (lease.work.attempts + 1 >= WORK_LIMITS.attempts)
        await deps.transaction.run(accountId, (stores) => giveUp(deps, stores, removalId));
      throw error;
    }
  };
}

/** Undefined while there is more to do right away. */
async function goOn(deps: ExecutionDeps, stores: Stores, id: Id<'removal'>): Promise<WorkOutcome | undefined> {
  const request = await stores.removals.get(id);
  if (request === undefined) return DONE;
  switch (request.state) {
    case 'scheduled':
      return await begin(deps, stores, request);
    case 'executing':
      return await execute(deps, stores, request);
    case 'awaiting-endorsement':
    case 'submitted':
    case 'assigned':
    case 'info-needed':
    case 'failed':
    case 'completed':
    case 'rejected':
    case 'withdrawn':
      return DONE;
    default:
      return unreachable(request);
  }
}

/** Counted again: what nobody agreed to is shown and asked for before anything is deleted. */
async function begin(deps: ExecutionDeps, stores: Stores, request: Scheduled): Promise<WorkOutcome | undefined> {
  const now = deps.clock.now();
  if (Temporal.Instant.compare(now, request.dueAt) < 0)
    return { kind: 'again', dueAt: request.dueAt, countsAsAttempt: false, reason: 'not due' };
  const account = await stores.accounts.get();
  const lost = await lostEndorser(stores, request);
  if (lost !== undefined) {
    await move(deps, stores, request, { after: lost, kind: 'removal.endorser-left' });
    // Another may stand behind it already; then it is looked at again.
    return undefined;
  }
  const { plan } = await blastRadius(stores, { id: request.memberId });
  const because =
    (await removalBlocked(stores, account, request.memberId)) ??
    notAgreed(request, hasGrown(request.agreed.plan, plan));
  if (because !== undefined) {
    const after = askAgain(request, because, plan);
    await move(deps, stores, request, { after, kind: 'removal.asked-again' });
    return DONE;
  }
  await endStanding(deps, stores, account, request.memberId);
  await move(deps, stores, request, { after: start(request, now), kind: 'removal.begun' });
  return undefined;
}

function notAgreed({ endorsement, agreed }: Scheduled, isMore: boolean): string | undefined {
  if (endorsement?.by === agreed.by) return ONE_PERSON;
  return isMore ? GROWN : undefined;
}

const ONE_PERSON =
  'Whoever set the day endorsed it too, and two people stand behind every removal. Somebody else sets it.';
const GROWN = 'There is more to delete than was agreed to. It is shown here now; set a day again to agree to it.';

async function execute(deps: ExecutionDeps, stores: Stores, request: Executing): Promise<WorkOutcome | undefined> {
  const now = deps.clock.now();
  if ((await holdOn(stores, request.memberId)) !== undefined) return await held(stores, request, now);
  const member = await stores.members.get(request.memberId);
  if (member === undefined) throw new Error(`Removal ${request.id} is about nobody who is stored`);
  const step = nextStep(request);
  if (step === undefined) return await finish(deps, stores, request, member);
  const done = await step(deps, stores, request, member);
  if (done !== 'wait') {
    await record(deps, stores, request, done);
    return undefined;
  }
  if (Temporal.Instant.compare(now, request.since.add(PATIENCE)) < 0)
    return { kind: 'again', dueAt: now.add(LOOK_AGAIN), countsAsAttempt: false, reason: 'data is being deleted' };
  const after = fail(request, now, 'The data was not deleted within a day.');
  await move(deps, stores, request, { after, kind: 'removal.failed' });
  return DONE;
}

/** Nothing is deleted, and the time does not count against those who delete. */
async function held({ removals }: Stores, request: Executing, now: Temporal.Instant): Promise<WorkOutcome> {
  await removals.replace(request, { ...request, since: now, version: request.version + 1 });
  return { kind: 'again', dueAt: now.add(HOLD_LOOK), countsAsAttempt: false, reason: 'legal hold' };
}

/** What was done in several parts is recorded part by part. */
async function record(deps: ExecutionDeps, stores: Stores, request: Executing, done: StepDone): Promise<void> {
  let before: RemovalRequest = request;
  for (const part of done.records) {
    const after = carryOut(before, part, done.person);
    await move(deps, stores, before, { after, kind: 'removal.step', facts: { step: part.step, ...part.counts } });
    if (after.ok) before = after.value;
  }
}

/** The person and the last word about them go together: after it nothing can be recorded about them any more. */
async function finish(
  deps: ExecutionDeps,
  stores: Stores,
  request: Executing,
  member: Member,
): Promise<WorkOutcome | undefined> {
  const batch = await eraseMentions(deps, stores, member, request.person);
  if (!batch.isFinished) {
    await stores.removals.replace(request, erasedSome(request, batch.counts));
    return undefined;
  }
  // The request names them too, so it is another version by now; or a worker whose lease was taken over has ended it.
  const rewritten = await stores.removals.get(request.id);
  if (rewritten?.state !== 'executing') throw staleRow(`Removal ${request.id}`);
  // A hold that was put on between the look and this lock has made a version too.
  if ((await holdOn(stores, request.memberId)) !== undefined) throw staleRow(`Removal ${request.id}`);
  const counts = summed(request.erased, batch.counts);
  const mentions = { step: 'mentions erased', at: deps.clock.now(), counts };
  const erased = carryOut(rewritten, mentions);
  const closed = erased.ok ? carryOut(erased.value, await closeRemoved(deps, stores, rewritten, member)) : erased;
  const after = closed.ok ? complete(closed.value, deps.clock.now()) : closed;
  const facts =
    after.ok && after.value.state === 'completed' ? { certificate: certificateHash(after.value.certificate) } : {};
  await move(deps, stores, rewritten, { after, kind: 'removal.completed', facts });
  return DONE;
}

type Step = { readonly after: Moved; readonly kind: Audited['kind']; readonly facts?: Audited['facts'] };

async function move(
  deps: ExecutionDeps,
  stores: Stores,
  before: RemovalRequest,
  { after, kind, facts = {} }: Step,
): Promise<void> {
  if (!after.ok) throw new Error(`Removal ${before.id} is ${before.state}: ${after.error.kind}`);
  await storeMoved(deps, stores, { before, after: after.value, kind, by: undefined, facts });
}

async function giveUp(deps: ExecutionDeps, stores: Stores, id: Id<'removal'>): Promise<void> {
  const request = await stores.removals.get(id);
  if (request?.state !== 'executing') return;
  const after = fail(
    request,
    deps.clock.now(),
    'A step broke again and again. Its reference stands with those who run this.',
  );
  await move(deps, stores, request, { after, kind: 'removal.failed' });
}
