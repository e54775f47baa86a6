import { z } from 'zod';
import type { ChangePage } from '../../../core/mailboxes/mailbox-provider.ts';
import { ok, type Result } from '../../../core/result.ts';
import { call, type CallFailure } from './call.ts';
import { writeCursor, type GoogleCursor } from './cursor.ts';
import { fetchMessages } from './fetch-messages.ts';
import type { GmailReader } from './gmail-reader.ts';
import type { GoogleClient } from './google-client.ts';
import { pageOf } from '../page-of.ts';

/** How many messages are fetched between two checkpoints: what a crash costs to fetch again. */
const PAGE_SIZE = 100;

const profileSchema = z.object({ historyId: z.string() });
const listSchema = z.object({
  messages: z.array(z.object({ id: z.string(), threadId: z.string().optional() })).default([]),
  nextPageToken: z.string().optional(),
});

/** The start of a walk: the baseline first, so that whatever happens while it lasts is in the history afterwards. */
export async function beginSnapshot(
  client: GoogleClient,
  reader: GmailReader,
  { restarts }: Pick<GoogleCursor, 'restarts'>,
): Promise<Result<ChangePage, CallFailure>> {
  const request = { ...reader, units: client.quota.costs.profile };
  const profile = await call(client, request, profileSchema, (options) =>
    client.gmail.users.getProfile({ userId: 'me', fields: 'historyId' }, options),
  );
  if (!profile.ok) return profile;
  const { historyId } = profile.value;
  const page = await snapshotPage(client, reader, { v: 1, phase: 'snapshot', historyId, restarts });
  return page.ok ? ok({ ...page.value, restarted: restarts > 0 }) : page;
}

/**
 * One page of the walk. Searching is not allowed when only headers may be read, so the walk goes from the newest
 * message back until one is older than the horizon.
 */
export async function snapshotPage(
  client: GoogleClient,
  reader: GmailReader,
  cursor: GoogleCursor,
): Promise<Result<ChangePage, CallFailure>> {
  const request = { ...reader, units: client.quota.costs.list };
  const { pageToken } = cursor;
  const at = pageToken === undefined ? {} : { pageToken };
  const listed = await call(client, request, listSchema, (options) =>
    client.gmail.users.messages.list({ userId: 'me', maxResults: PAGE_SIZE, ...at }, options),
  );
  if (!listed.ok) return listed;
  const { messages, nextPageToken } = listed.value;
  const fetched = await fetchMessages(client, reader, messages);
  if (!fetched.ok) return fetched;
  const last = messages.at(-1)?.id;
  const isPastHorizon = fetched.value.some((item) => item.kind === 'out-of-horizon' && item.providerId === last);
  const isOver = nextPageToken === undefined || isPastHorizon;
  const { historyId, restarts } = cursor;
  const next = isOver
    ? writeCursor({ phase: 'delta', historyId, restarts })
    : writeCursor({ phase: 'snapshot', historyId, pageToken: nextPageToken, restarts });
  // After the walk the history since its baseline still waits.
  return ok({ ...pageOf(fetched.value), removed: [], next, more: true, walked: isOver });
}
