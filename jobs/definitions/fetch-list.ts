import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createFetchListJob({
  fetchList,
}: {
  readonly fetchList: WorkHandler<'batch.fetch'>;
}): Job<'batch.fetch'> {
  return { kind: 'batch.fetch', concurrency: 2, run: fetchList };
}
