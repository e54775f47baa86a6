import type { InviteDeps } from '../seats/invite-member.ts';
import { unreachable } from '../result.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkHandler } from '../work/work-handler.ts';
import type { WorkOutcome } from '../work/work.ts';
import { isOpen } from '../approvals/approval-request.ts';
import { movedBatch, type BatchEvent } from './batch-moves.ts';
import { repaintBatch, tellFinished } from './batch-notices.ts';
import { isSettled, peopleOfBatch, waitsForSeat } from './batch-people.ts';
import type { Batch } from './batch.ts';
import { goOnChecking } from './go-on-checking.ts';
import { inviteRows } from './invite-rows.ts';

export type AdvanceBatchDeps = InviteDeps & { readonly transaction: Transaction };

/** So few at a time that a step takes less than a second and a killed worker repeats little. */
const INVITED_AT_ONCE = 20;
/** A mailbox that has not answered by then does not hold up the others any more. */
export const CHECKING_TIME = Temporal.Duration.from({ minutes: 30 });

/**
 * Takes a batch one step further, from wherever it stands: each step is one transaction, reads the rows anew and leaves
 * them so that the next one knows where to go on. Whatever happens to one of its people asks for another step.
 */
export function createAdvanceBatch(deps: AdvanceBatchDeps): WorkHandler<'batch.advance'> {
  return async ({ accountId, batchId }) =>
    await deps.transaction.run(accountId, async (stores) => {
      const batch = await stores.batches.get(batchId);
      if (batch === undefined) throw new Error(`Batch ${batchId} is to go on but is not stored`);
      return await step(deps, stores, batch);
    });
}

async function step(deps: AdvanceBatchDeps, stores: Stores, batch: Batch): Promise<WorkOutcome> {
  switch (batch.state) {
    case 'draft':
      return await expireDraft(deps, stores, batch);
    case 'inviting':
      return await inviteSome(deps, stores, batch);
    case 'checking':
      return await goOnChecking(deps, stores, batch);
    case 'awaiting-acknowledgement':
      return (await peopleOfBatch(stores, batch.id)).some(waitsForSeat)
        ? await rest(deps, stores, batch)
        : await moveOn(deps, stores, batch, { kind: 'settled' });
    case 'awaiting-approval':
      return (await isDecided(stores, batch))
        ? await moveOn(deps, stores, batch, { kind: 'settled' })
        : await rest(deps, stores, batch);
    case 'settling':
      return await finish(deps, stores, batch);
    case 'finished':
      return await rest(deps, stores, batch);
    case 'fetching':
    case 'cancelled':
    case 'expired':
      return { kind: 'done' };
    default:
      return unreachable(batch);
  }
}

async function expireDraft(
  { clock }: AdvanceBatchDeps,
  stores: Stores,
  batch: Extract<Batch, { state: 'draft' }>,
): Promise<WorkOutcome> {
  const at = clock.now();
  if (Temporal.Instant.compare(at, batch.expiresAt) < 0)
    return { kind: 'again', dueAt: batch.expiresAt, countsAsAttempt: false, reason: 'not due' };
  await stores.batches.replace(batch, movedBatch(batch, { kind: 'expired', at }));
  return { kind: 'done' };
}

async function inviteSome(
  deps: AdvanceBatchDeps,
  stores: Stores,
  batch: Extract<Batch, { state: 'inviting' }>,
): Promise<WorkOutcome> {
  const ready = (await stores.batchRows.ofBatch(batch.id)).filter((row) => row.state === 'ready');
  const account = await stores.accounts.get();
  const inviter = await stores.members.get(batch.requestedBy);
  if (account === undefined || inviter === undefined) throw new Error(`Batch ${batch.id} lacks its account or inviter`);
  // Held before anybody is invited, so that a worker that was taken for dead starts over instead of inviting them too.
  const held = { ...batch, version: batch.version + 1 };
  await stores.batches.replace(batch, held);
  await inviteRows(deps, stores, { batch: held, account, inviter }, ready.slice(0, INVITED_AT_ONCE));
  if (ready.length > INVITED_AT_ONCE) {
    await repaintBatch(deps, stores, held);
    return atOnce(deps);
  }
  return await moveOn(deps, stores, held, { kind: 'invited', goesOnAt: deps.clock.now().add(CHECKING_TIME) });
}

async function isDecided(
  { requests }: Stores,
  { requestId }: Extract<Batch, { state: 'awaiting-approval' }>,
): Promise<boolean> {
  const request = await requests.get(requestId);
  if (request === undefined) throw new Error(`Request ${requestId} of a batch is not stored`);
  return !isOpen(request);
}

async function finish(deps: AdvanceBatchDeps, stores: Stores, batch: Batch): Promise<WorkOutcome> {
  const people = await peopleOfBatch(stores, batch.id);
  if (!people.every(isSettled)) return await rest(deps, stores, batch);
  const finished = movedBatch(batch, { kind: 'finished', at: deps.clock.now() });
  await stores.batches.replace(batch, finished);
  await tellFinished(deps, stores, finished);
  return await rest(deps, stores, finished);
}

export async function moveOn(
  deps: AdvanceBatchDeps,
  stores: Stores,
  batch: Batch,
  event: BatchEvent,
): Promise<WorkOutcome> {
  const next = movedBatch(batch, event);
  await stores.batches.replace(batch, next);
  await repaintBatch(deps, stores, next);
  return atOnce(deps);
}

async function rest(deps: AdvanceBatchDeps, stores: Stores, batch: Batch): Promise<WorkOutcome> {
  await repaintBatch(deps, stores, batch);
  return { kind: 'done' };
}

function atOnce({ clock }: AdvanceBatchDeps): WorkOutcome {
  return { kind: 'again', dueAt: clock.now(), countsAsAttempt: false, reason: 'there is more' };
}
