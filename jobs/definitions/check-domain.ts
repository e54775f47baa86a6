import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createCheckDomainJob({
  checkDomain,
}: {
  readonly checkDomain: WorkHandler<'domain.check'>;
}): Job<'domain.check'> {
  return { kind: 'domain.check', concurrency: 3, run: checkDomain };
}
