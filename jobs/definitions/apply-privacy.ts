import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createApplyPrivacyJob({
  applyPrivacy,
}: {
  readonly applyPrivacy: WorkHandler<'privacy.apply'>;
}): Job<'privacy.apply'> {
  return { kind: 'privacy.apply', concurrency: 2, run: applyPrivacy };
}
