import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createCheckSeatJob({
  checkSeat,
}: {
  readonly checkSeat: WorkHandler<'seat.check'>;
}): Job<'seat.check'> {
  return { kind: 'seat.check', concurrency: 5, run: checkSeat };
}
