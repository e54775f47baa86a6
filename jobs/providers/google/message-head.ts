import { z } from 'zod';
import { parseAddressList } from '../../../core/relationships/address-list.ts';
import { decodeEncodedWords } from '../../../core/relationships/encoded-words.ts';
import { AUTOMATED_MAIL_HEADERS, type RawAddress } from '../../../core/relationships/message-head.ts';
import { automatedHeaders, type Fetched, type RawHeader } from '../message-source.ts';

/** What is asked of a message, and nothing more. */
export const WANTED_HEADERS: readonly string[] = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'subject',
  'date',
  'message-id',
  ...AUTOMATED_MAIL_HEADERS,
];
export const WANTED_FIELDS = 'id,threadId,labelIds,internalDate,payload/headers';

const messageSchema = z.object({
  id: z.string().min(1),
  threadId: z.string().optional(),
  labelIds: z.array(z.string()).default([]),
  internalDate: z.string().regex(/^\d{1,15}$/),
  payload: z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })).default([]) }).optional(),
});

const EXCLUDED: ReadonlySet<string> = new Set(['DRAFT', 'SPAM', 'TRASH', 'CHAT']);

export function isExcluded(labelIds: readonly string[]): boolean {
  return labelIds.some((id) => EXCLUDED.has(id));
}

export function messageFetched(providerId: string, raw: unknown, horizon: Temporal.Instant): Fetched {
  const parsed = messageSchema.safeParse(raw);
  if (!parsed.success || parsed.data.id !== providerId) {
    return { kind: 'poisoned', item: { providerId, reason: 'unparsable' } };
  }
  const { threadId, labelIds, internalDate, payload } = parsed.data;
  const receivedAt = Temporal.Instant.fromEpochMilliseconds(Number(internalDate));
  if (Temporal.Instant.compare(receivedAt, horizon) < 0) return { kind: 'out-of-horizon', providerId };
  if (isExcluded(labelIds)) return { kind: 'absent', providerId };
  const headers = payload?.headers ?? [];
  const addresses = (name: string): RawAddress[] => valuesOf(headers, name).flatMap(parseAddressList);
  const subject = valuesOf(headers, 'subject')[0];
  const head = {
    providerId,
    threadId,
    messageId: valuesOf(headers, 'message-id')[0]?.trim(),
    receivedAt,
    sentAt: dateOf(valuesOf(headers, 'date')[0]),
    direction: labelIds.includes('SENT') ? ('sent' as const) : ('received' as const),
    from: addresses('from'),
    to: addresses('to'),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    replyTo: addresses('reply-to'),
    sender: addresses('sender'),
    subject: subject === undefined ? undefined : decodeEncodedWords(subject),
    headers: automatedHeaders(headers),
    labels: labelIds,
  };
  return { kind: 'head', head };
}

function valuesOf(headers: readonly RawHeader[], name: string): readonly string[] {
  return headers.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value);
}

function dateOf(text: string | undefined): Temporal.Instant | undefined {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : Temporal.Instant.fromEpochMilliseconds(at);
}
