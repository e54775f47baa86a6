import { open } from 'node:fs/promises';
import type { SecretFileRefused, SecretFiles } from '../../core/credentials/secret-files.ts';
import { err, ok, type Result } from '../../core/result.ts';

const MOST_BYTES = 65_536;

/** For processes with a console only: a chat user must not name files of the machine. */
export const diskSecretFiles: SecretFiles = { read };

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
