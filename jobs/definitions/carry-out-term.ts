import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createCarryOutTermJob({
  carryOutTerm,
}: {
  readonly carryOutTerm: WorkHandler<'seat.term'>;
}): Job<'seat.term'> {
  return { kind: 'seat.term', concurrency: 3, run: carryOutTerm };
}
