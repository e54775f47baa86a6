import { z } from 'zod';
import type { ChangePage } from '../../../core/mailboxes/mailbox-provider.ts';
import { ok, type Result } from '../../../core/result.ts';
import { call, type CallFailure } from './call.ts';
import { writeCursor, type GoogleCursor } from './cursor.ts';
import { fetchMessages } from './fetch-messages.ts';
import type { GmailReader } from './gmail-reader.ts';
import type { GoogleClient } from './google-client.ts';
import { isExcluded } from './message-head.ts';
import { pageOf } from '../page-of.ts';

/** Each record may name a message that must be fetched, so a page of them is kept as small as a page of the walk. */
const RECORDS = 100;

const messageSchema = z.object({
  id: z.string(),
  threadId: z.string().optional(),
  labelIds: z.array(z.string()).default([]),
});
const touchedSchema = z.array(z.object({ message: messageSchema })).default([]);
const labelledSchema = z
  .array(z.object({ message: messageSchema, labelIds: z.array(z.string()).default([]) }))
  .default([]);
const recordSchema = z.object({
  messagesAdded: touchedSchema,
  messagesDeleted: touchedSchema,
  labelsAdded: labelledSchema,
  labelsRemoved: labelledSchema,
});
const historySchema = z.object({
  history: z.array(recordSchema).default([]),
  nextPageToken: z.string().optional(),
  historyId: z.string(),
});

/** What has happened since the cursor. A history that is too old is answered with `not-found`. */
export async function historyPage(
  client: GoogleClient,
  reader: GmailReader,
  { historyId: startHistoryId, pageToken }: GoogleCursor,
): Promise<Result<ChangePage, CallFailure>> {
  const request = { ...reader, units: client.quota.costs.history };
  const at = pageToken === undefined ? {} : { pageToken };
  const read = await call(client, request, historySchema, (options) =>
    client.gmail.users.history.list({ userId: 'me', startHistoryId, maxResults: RECORDS, ...at }, options),
  );
  if (!read.ok) return read;
  const { history, nextPageToken, historyId } = read.value;
  const { toFetch, gone } = coalesced(history);
  const fetched = await fetchMessages(client, reader, toFetch);
  if (!fetched.ok) return fetched;
  const page = pageOf(fetched.value);
  const more = nextPageToken !== undefined;
  const next = more
    ? writeCursor({ phase: 'delta', historyId: startHistoryId, pageToken: nextPageToken })
    : writeCursor({ phase: 'delta', historyId });
  return ok({ ...page, removed: [...page.removed, ...gone], next, more, walked: false });
}

type HistoryRecord = z.infer<typeof recordSchema>;
type HistoryMessage = z.infer<typeof messageSchema>;

type Coalesced = { readonly toFetch: readonly HistoryMessage[]; readonly gone: readonly string[] };

/** One verdict per message, that of its last record. Read marks and labels of the owner's own change nothing that is kept. */
function coalesced(records: readonly HistoryRecord[]): Coalesced {
  const verdicts = new Map<string, HistoryMessage | 'gone'>();
  for (const { messagesAdded, messagesDeleted, labelsAdded, labelsRemoved } of records) {
    for (const { message } of messagesAdded) if (!isExcluded(message.labelIds)) verdicts.set(message.id, message);
    for (const { message, labelIds } of labelsRemoved) if (isExcluded(labelIds)) verdicts.set(message.id, message);
    for (const { message, labelIds } of labelsAdded) if (isExcluded(labelIds)) verdicts.set(message.id, 'gone');
    for (const { message } of messagesDeleted) verdicts.set(message.id, 'gone');
  }
  return {
    toFetch: [...verdicts.values()].filter((verdict) => verdict !== 'gone'),
    gone: [...verdicts].flatMap(([id, verdict]) => (verdict === 'gone' ? [id] : [])),
  };
}
