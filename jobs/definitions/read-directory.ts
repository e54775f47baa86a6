import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createReadDirectoryJob({
  readDirectory,
}: {
  readonly readDirectory: WorkHandler<'directory.read'>;
}): Job<'directory.read'> {
  return { kind: 'directory.read', concurrency: 2, run: readDirectory };
}
