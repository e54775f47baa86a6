import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createClosePeriodJob({
  closePeriod,
}: {
  readonly closePeriod: WorkHandler<'billing.close-period'>;
}): Job<'billing.close-period'> {
  return { kind: 'billing.close-period', concurrency: 2, run: closePeriod };
}
