import { readFile, writeFile } from 'node:fs/promises';
import type { ExportFileRefused, ExportFiles } from '../../core/audit/export-files.ts';
import type { PlatformUser } from '../../core/commands/inbound.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { CONSOLE_SURFACE } from '../console/session.ts';

/** Whoever sits at the console may write files on the machine; nobody in a chat may, in whatever process. */
export function exportFilesOf(user: PlatformUser): ExportFiles | undefined {
  return user.surface === CONSOLE_SURFACE ? { write } : undefined;
}

async function write(path: string, text: string): Promise<Result<undefined, ExportFileRefused>> {
  try {
    await writeFile(path, text, { encoding: 'utf8', flag: 'wx', mode: 0o600 });
    return ok(undefined);
  } catch (error) {
    switch (error instanceof Error && 'code' in error ? error.code : undefined) {
      case 'EEXIST':
        return (await holds(path, text)) ? ok(undefined) : err({ kind: 'exists' });
      case 'ENOENT':
        return err({ kind: 'no-such-folder' });
      case 'EACCES':
      case 'EISDIR':
      case 'ENOTDIR':
      case 'EROFS':
      case 'ENOSPC':
        return err({ kind: 'not-writable' });
      default:
        throw error;
    }
  }
}

async function holds(path: string, text: string): Promise<boolean> {
  try {
    return (await readFile(path, 'utf8')) === text;
  } catch {
    // A folder, or a file that may not be read: another thing than this document.
    return false;
  }
}
