import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import { advanceBatchAt } from './batch-goes-on.ts';
import type { BatchRow } from './batch-row.ts';
import type { Batch, BatchBase } from './batch.ts';

export type OpenBatchDeps = { readonly ids: Ids; readonly clock: Clock };

/** What the rows say may be true tomorrow still; after that they are looked at anew. */
export const DRAFT_LIFE = Temporal.Duration.from({ hours: 24 });

export type Opening = Pick<BatchBase, 'accountId' | 'requestedBy'> & {
  readonly id: Id<'batch'>;
  readonly rows: readonly BatchRow[];
};

/** Keeps the rows with their verdicts. Nobody is invited before somebody has confirmed what they saw. */
export async function openBatch(deps: OpenBatchDeps, stores: Stores, opening: Opening): Promise<Batch> {
  const { id, accountId, requestedBy, rows } = opening;
  const createdAt = deps.clock.now();
  const expiresAt = createdAt.add(DRAFT_LIFE);
  const batch: Batch = { id, accountId, requestedBy, createdAt, version: 1, state: 'draft', expiresAt };
  await stores.batches.add(batch);
  await stores.batchRows.add(rows);
  await advanceBatchAt(deps, stores, { accountId, batchId: id, dueAt: expiresAt });
  return batch;
}
