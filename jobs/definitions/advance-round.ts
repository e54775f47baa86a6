import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createAdvanceRoundJob({
  advanceRound,
}: {
  readonly advanceRound: WorkHandler<'round.advance'>;
}): Job<'round.advance'> {
  return { kind: 'round.advance', concurrency: 2, run: advanceRound };
}
