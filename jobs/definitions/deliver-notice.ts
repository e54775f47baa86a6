import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createDeliverNoticeJob({
  deliverNotice,
}: {
  readonly deliverNotice: WorkHandler<'outbox.deliver'>;
}): Job<'outbox.deliver'> {
  return { kind: 'outbox.deliver', concurrency: 20, run: deliverNotice };
}
