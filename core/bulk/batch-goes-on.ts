import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { SeatedRow } from './batch-row.ts';

type Deps = { readonly ids: Ids; readonly clock: Clock };

/** A little later, so that many who get on at the same time repaint the message of the batch once. */
const TOGETHER = Temporal.Duration.from({ seconds: 2 });

export async function advanceBatchSoon(
  deps: Deps,
  stores: Pick<Stores, 'work'>,
  { accountId, batchId }: { readonly accountId: Id<'account'>; readonly batchId: Id<'batch'> },
): Promise<void> {
  await advanceBatchAt(deps, stores, { accountId, batchId, dueAt: deps.clock.now().add(TOGETHER) });
}

export async function advanceBatchAt(
  { ids }: Pick<Deps, 'ids'>,
  { work }: Pick<Stores, 'work'>,
  {
    accountId,
    batchId,
    dueAt,
  }: { readonly accountId: Id<'account'>; readonly batchId: Id<'batch'>; readonly dueAt: Temporal.Instant },
): Promise<void> {
  const payload = { accountId, batchId };
  await work.add({ id: ids.next('work'), kind: 'batch.advance', key: `batch.advance:${batchId}`, payload, dueAt });
}

/**
 * The row of somebody who was invited with others, or undefined for whoever is on their own: the message of the batch says
 * how far each has come, so that nobody gets a message a person.
 */
export async function togetherWithOthers(
  { batchRows }: Pick<Stores, 'batchRows'>,
  seatId: Id<'seat'>,
): Promise<SeatedRow | undefined> {
  const row = await batchRows.ofSeat(seatId);
  return row?.state === 'alone' ? undefined : row;
}

/** The mailbox of one of them can be read: who gets a free seat and what the others cost is settled for all together. */
export async function readableTogether(deps: Deps, stores: Stores, row: SeatedRow): Promise<void> {
  if (row.state === 'invited')
    await stores.batchRows.replace(row, { ...row, state: 'readable', version: row.version + 1 });
  await advanceBatchSoon(deps, stores, row);
}
