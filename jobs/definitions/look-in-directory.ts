import type { WorkHandler } from '../../core/work/work-handler.ts';
import type { Job } from '../job.ts';

export function createLookInDirectoryJob({
  lookInDirectory,
}: {
  readonly lookInDirectory: WorkHandler<'provisioning.look'>;
}): Job<'provisioning.look'> {
  return { kind: 'provisioning.look', concurrency: 2, run: lookInDirectory };
}
