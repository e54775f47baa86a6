import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createAdvanceBatchJob({
  advanceBatch,
}: {
  readonly advanceBatch: WorkHandler<'batch.advance'>;
}): Job<'batch.advance'> {
  return { kind: 'batch.advance', concurrency: 2, run: advanceBatch };
}
