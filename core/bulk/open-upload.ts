import type { Stores } from '../transaction.ts';
import type { OpenBatchDeps } from './open-batch.ts';
import type { Batch, BatchBase, Upload } from './batch.ts';

export type UploadOpening = Pick<BatchBase, 'id' | 'accountId' | 'requestedBy'> & {
  readonly upload: Upload;
};

/** Keeps where the list lies; a job fetches it, because nobody in a chat waits for a download. */
export async function openUpload({ ids, clock }: OpenBatchDeps, stores: Stores, opening: UploadOpening): Promise<void> {
  const createdAt = clock.now();
  const batch: Batch = { ...opening, createdAt, version: 1, state: 'fetching' };
  await stores.batches.add(batch);
  await stores.work.add({
    id: ids.next('work'),
    kind: 'batch.fetch',
    key: `batch.fetch:${batch.id}`,
    payload: { accountId: batch.accountId, batchId: batch.id },
    dueAt: createdAt,
  });
}
