import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createRemindRemovalJob({
  remindRemoval,
}: {
  readonly remindRemoval: WorkHandler<'removal.remind'>;
}): Job<'removal.remind'> {
  return { kind: 'removal.remind', concurrency: 3, run: remindRemoval };
}
