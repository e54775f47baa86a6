import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createCarryOutDepartureJob({
  carryOutDeparture,
}: {
  readonly carryOutDeparture: WorkHandler<'departure.carry-out'>;
}): Job<'departure.carry-out'> {
  return { kind: 'departure.carry-out', concurrency: 2, run: carryOutDeparture };
}
