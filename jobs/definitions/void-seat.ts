import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createVoidSeatJob({ voidSeat }: { readonly voidSeat: WorkHandler<'seat.void'> }): Job<'seat.void'> {
  return { kind: 'seat.void', concurrency: 3, run: voidSeat };
}
