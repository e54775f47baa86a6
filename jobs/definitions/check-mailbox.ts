import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createCheckMailboxJob({
  checkMailbox,
}: {
  readonly checkMailbox: WorkHandler<'mailbox.check'>;
}): Job<'mailbox.check'> {
  return { kind: 'mailbox.check', concurrency: 5, run: checkMailbox };
}
