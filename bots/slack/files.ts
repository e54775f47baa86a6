import { z } from 'zod';
import type { ChatFileFailure, ChatFiles } from '../../core/bulk/chat-files.ts';
import { readAtMost } from '../../core/bulk/read-at-most.ts';
import { CSV_LIMITS } from '../../core/csv/csv-limits.ts';
import type { Log } from '../../core/log.ts';
import type { SendFailure } from '../../core/outbox/chat-gateway.ts';
import { err, ok, unreachable, type Result } from '../../core/result.ts';
import { DEADLINES, type SlackConfig } from './config.ts';
import { sdkLogger } from './sdk-logger.ts';
import { sendFailureOf } from './send-failure.ts';
import { createClientOf, type TokenOf } from './web-clients.ts';

export type SlackFilesDeps = {
  readonly config: Pick<SlackConfig, 'slackApiUrl' | 'fileOrigins'>;
  readonly tokenOf: TokenOf;
  readonly log: Log;
};

const GONE: ReadonlySet<string> = new Set(['file_not_found', 'file_deleted', 'not_in_channel']);

/**
 * Needs `files:read`. The address of a file is taken from Slack's own answer and from no delivery, and our token goes to
 * Slack's own file hosts only.
 */
export function createSlackFiles({ config, tokenOf, log }: SlackFilesDeps): ChatFiles {
  const timeoutMs = DEADLINES.deliverMs;
  const clientOf = createClientOf({ tokenOf, slackApiUrl: config.slackApiUrl, timeoutMs, logger: sdkLogger(log) });
  return {
    read: async ({ workspace, user }, upload, signal) => {
      const [client, token] = [await clientOf(workspace), await tokenOf(workspace)];
      if (client === undefined || token === undefined) return err({ kind: 'not-permitted' });
      try {
        const { file } = infoSchema.parse(await client.files.info({ file: upload }));
        if (file.user !== user) return err({ kind: 'not-theirs' });
        if (file.size > CSV_LIMITS.bytes) return err({ kind: 'too-large' });
        const url = URL.parse(file.url_private_download ?? file.url_private ?? '');
        if (url === null || !config.fileOrigins.includes(url.origin)) return err({ kind: 'not-permitted' });
        return await download(url, token, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
      } catch (error) {
        if (error instanceof z.ZodError) throw new Error('Slack described a file in an unknown way', { cause: error });
        return err(fileFailureOf(sendFailureOf(error)));
      }
    },
  };
}

const infoSchema = z.object({
  file: z.object({
    user: z.string(),
    size: z.number(),
    url_private_download: z.string().optional(),
    url_private: z.string().optional(),
  }),
});

async function download(url: URL, token: string, signal: AbortSignal): Promise<Result<Uint8Array, ChatFileFailure>> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual', signal });
  if (response.status === 404 || response.status === 410) return err({ kind: 'gone' });
  if (response.status === 429 || response.status >= 500)
    return err({ kind: 'unavailable', cause: new Error(`Slack answered ${response.status} for a file`) });
  // Without the scope Slack leads to its sign-in page instead of refusing.
  const isPage = response.headers.get('content-type')?.includes('text/html') === true;
  if (response.status !== 200 || response.body === null || isPage) return err({ kind: 'not-permitted' });
  const bytes = await readAtMost(response.body);
  return bytes === undefined ? err({ kind: 'too-large' }) : ok(bytes);
}

/** Fetching changes nothing, so an unclear result may simply be asked for again. */
function fileFailureOf(failure: SendFailure): ChatFileFailure {
  switch (failure.kind) {
    case 'throttled':
      return failure;
    case 'unavailable':
    case 'ambiguous':
      return { kind: 'unavailable', cause: failure.cause };
    case 'refused':
      return { kind: GONE.has(failure.reason) ? 'gone' : 'not-permitted' };
    default:
      return unreachable(failure);
  }
}
