import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createTellOwnerJob({
  tellOwner,
}: {
  readonly tellOwner: WorkHandler<'domain.contested'>;
}): Job<'domain.contested'> {
  return { kind: 'domain.contested', concurrency: 3, run: tellOwner };
}
