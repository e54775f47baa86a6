import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createLinkIdentityJob({
  linkIdentity,
}: {
  readonly linkIdentity: WorkHandler<'identity.link'>;
}): Job<'identity.link'> {
  return { kind: 'identity.link', concurrency: 5, run: linkIdentity };
}
