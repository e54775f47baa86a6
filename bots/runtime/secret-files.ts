import { open } from 'node:fs/promises';
import type { SecretFileRefused, SecretFiles } from '../../core/credentials/secret-files.ts';
import type { PlatformUser } from '../../core/commands/inbound.ts';
import { CONSOLE_SURFACE } from '../console/session.ts';
import { err, ok, type Result } from '../../core/result.ts';

const MOST_BYTES = 65_536;

/** Whoever sits at the console may name files of the machine; nobody in a chat may, in whatever process. */
export function secretFilesOf(user: PlatformUser): SecretFiles | undefined {
  return user.surface === CONSOLE_SURFACE ? { read } : undefined;
}

async function read(path: string): Promise<Result<string, SecretFileRefused>> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    return size > MOST_BYTES ? err({ kind: 'too-large' }) : ok(await file.readFile('utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return err({ kind: 'no-such-file' });
    if (typeof code === 'string') return err({ kind: 'not-readable' });
    throw error;
  }
}
