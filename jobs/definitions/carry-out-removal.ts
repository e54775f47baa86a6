import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createCarryOutRemovalJob({
  carryOutRemoval,
}: {
  readonly carryOutRemoval: WorkHandler<'removal.carry-out'>;
}): Job<'removal.carry-out'> {
  return { kind: 'removal.carry-out', concurrency: 2, run: carryOutRemoval };
}
