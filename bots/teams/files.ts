import type { ChatFileFailure, ChatFiles } from '../../core/bulk/chat-files.ts';
import { readAtMost } from '../../core/bulk/read-at-most.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { TeamsConfig } from './config.ts';

/**
 * A file that was sent in a personal chat lies in its sender's own store, behind an address that is good for some minutes
 * and needs no token of ours. Only the vendor's hosts are asked, and no redirect is followed anywhere else.
 */
export function createTeamsFiles(
  get: typeof fetch,
  { fileHosts, sendMs }: Pick<TeamsConfig, 'fileHosts' | 'sendMs'>,
): ChatFiles {
  return {
    read: async (_from, upload, signal) => {
      const url = URL.parse(upload);
      if (url === null || !isFileHost(url, fileHosts)) return err({ kind: 'not-permitted' });
      try {
        return await download(get, url, AbortSignal.any([signal, AbortSignal.timeout(sendMs)]));
      } catch (error) {
        return err({ kind: 'unavailable', cause: error });
      }
    },
  };
}

/** The vendor's own file store, and nothing that a forged address leads to. */
export function isFileHost({ protocol, hostname, port, username, password }: URL, hosts: readonly string[]): boolean {
  const isPlain = protocol === 'https:' && port === '' && username === '' && password === '';
  return isPlain && hosts.some((host) => hostname.endsWith(host) && host.startsWith('.'));
}

async function download(
  get: typeof fetch,
  url: URL,
  signal: AbortSignal,
): Promise<Result<Uint8Array, ChatFileFailure>> {
  const response = await get(url, { redirect: 'manual', signal });
  if (response.status === 429 || response.status >= 500)
    return err({ kind: 'unavailable', cause: new Error(`The file store answered ${response.status}`) });
  // An address that has run out is refused or leads to a sign-in page.
  if (response.status !== 200 || response.body === null) return err({ kind: 'gone' });
  const bytes = await readAtMost(response.body);
  return bytes === undefined ? err({ kind: 'too-large' }) : ok(bytes);
}
