import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createEndPausesJob({
  endPauses,
}: {
  readonly endPauses: WorkHandler<'mailbox.resume'>;
}): Job<'mailbox.resume'> {
  return { kind: 'mailbox.resume', concurrency: 2, run: endPauses };
}
