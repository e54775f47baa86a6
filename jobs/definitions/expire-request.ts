import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createExpireRequestJob({
  expireRequest,
}: {
  readonly expireRequest: WorkHandler<'request.expire'>;
}): Job<'request.expire'> {
  return { kind: 'request.expire', concurrency: 3, run: expireRequest };
}
