import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createLinkMailboxJob({
  checkLink,
}: {
  readonly checkLink: WorkHandler<'mailbox.link'>;
}): Job<'mailbox.link'> {
  return { kind: 'mailbox.link', concurrency: 3, run: checkLink };
}
