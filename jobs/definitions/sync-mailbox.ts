import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createSyncMailboxJob({
  syncMailbox,
}: {
  readonly syncMailbox: WorkHandler<'mailbox.sync'>;
}): Job<'mailbox.sync'> {
  return { kind: 'mailbox.sync', concurrency: 6, run: syncMailbox };
}
