import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { HeadFile } from '../../core/audit/head-anchors.ts';
import { parseSignedHeads, signedHeadLine } from '../../core/audit/signed-head-lines.ts';
import type { Id } from '../../core/ids.ts';

/** One file of JSON lines per account; opened for appending only, so that a role or a mount may forbid everything else. */
export function createHeadFile(directory: string): HeadFile {
  const fileOf = (accountId: Id<'account'>): string => join(directory, `${accountId}.jsonl`);
  return {
    append: async (accountId, signed) => {
      await mkdir(directory, { recursive: true });
      const path = fileOf(accountId);
      await refuseUnfinished(path);
      await using file = await open(path, 'a', 0o640);
      await write(file, signedHeadLine(signed));
    },
    read: async (accountId) => {
      const path = fileOf(accountId);
      const text = await readText(path);
      // A last line without its end was never acknowledged: its head is signed again.
      const heads = parseSignedHeads(text.slice(0, text.lastIndexOf('\n') + 1));
      if (heads.ok) return heads.value;
      throw new Error(`${path}, line ${heads.error.line}, is no signed head: ${heads.error.reason}`);
    },
  };
}

/** One write, so that another worker's line can stand before or after it, never inside. */
async function write(file: FileHandle, line: string): Promise<void> {
  const bytes = new TextEncoder().encode(line);
  const { bytesWritten } = await file.write(bytes);
  if (bytesWritten !== bytes.length) throw new Error('A signed head was written in part: the disk may be full');
  await file.sync();
}

/** Evidence is not repaired behind people's backs. */
async function refuseUnfinished(path: string): Promise<void> {
  const text = await readText(path);
  if (text !== '' && !text.endsWith('\n')) throw new Error(`The last line of ${path} was cut off: remove it by hand`);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
