import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createHandOverDocumentJob({
  handOverDocument,
}: {
  readonly handOverDocument: WorkHandler<'document.hand-over'>;
}): Job<'document.hand-over'> {
  return { kind: 'document.hand-over', concurrency: 2, run: handOverDocument };
}
