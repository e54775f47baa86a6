import { open } from 'node:fs/promises';
import type { ListFileRefused, ListFiles } from '../../core/bulk/list-files.ts';
import type { PlatformUser } from '../../core/commands/inbound.ts';
import { CSV_LIMITS } from '../../core/csv/csv-limits.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { CONSOLE_SURFACE } from '../console/session.ts';

/** Whoever sits at the console may name files of the machine; nobody in a chat may, in whatever process. */
export function listFilesOf(user: PlatformUser): ListFiles | undefined {
  return user.surface === CONSOLE_SURFACE ? { read } : undefined;
}

async function read(path: string): Promise<Result<Uint8Array, ListFileRefused>> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    return size > CSV_LIMITS.bytes ? err({ kind: 'too-large' }) : ok(await file.readFile());
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return err({ kind: 'no-such-file' });
    if (typeof code === 'string') return err({ kind: 'not-readable' });
    throw error;
  }
}
