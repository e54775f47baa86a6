import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createCheckCredentialJob({
  checkCredential,
}: {
  readonly checkCredential: WorkHandler<'credential.check'>;
}): Job<'credential.check'> {
  return { kind: 'credential.check', concurrency: 3, run: checkCredential };
}
