import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createVerifyAuditLogJob({
  verifyForAsker,
}: {
  readonly verifyForAsker: WorkHandler<'audit.verify'>;
}): Job<'audit.verify'> {
  return { kind: 'audit.verify', concurrency: 1, run: verifyForAsker };
}
