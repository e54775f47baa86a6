import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createRemindApproversJob({
  remindApprovers,
}: {
  readonly remindApprovers: WorkHandler<'request.remind'>;
}): Job<'request.remind'> {
  return { kind: 'request.remind', concurrency: 3, run: remindApprovers };
}
