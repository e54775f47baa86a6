import { z } from 'zod';
import type { MessageHead, RawAddress } from '../../../core/relationships/message-head.ts';
import { automatedHeaders, type Fetched } from '../message-source.ts';

const recipientSchema = z.object({
  emailAddress: z.object({ name: z.string().nullish(), address: z.string().nullish() }).nullish(),
});
const recipientsSchema = z.array(recipientSchema).nullish();

const messageSchema = z.object({
  id: z.string().min(1),
  receivedDateTime: z.iso.datetime({ offset: true }),
  sentDateTime: z.iso.datetime({ offset: true }).nullish().catch(undefined),
  parentFolderId: z.string(),
  conversationId: z.string().nullish(),
  internetMessageId: z.string().nullish(),
  subject: z.string().nullish(),
  isDraft: z.boolean().nullish(),
  from: recipientSchema.nullish(),
  sender: recipientSchema.nullish(),
  toRecipients: recipientsSchema,
  ccRecipients: recipientsSchema,
  bccRecipients: recipientsSchema,
  replyTo: recipientsSchema,
  internetMessageHeaders: z.array(z.object({ name: z.string(), value: z.string().nullish() })).nullish(),
});
type Message = z.infer<typeof messageSchema>;

/** What is asked of a message, and nothing more. */
export const SELECT = Object.keys(messageSchema.shape).join(',');

/** An item of a delta page: a message, a part of one that has changed, or the news that it has left the folder. */
export const itemSchema = z.looseObject({ id: z.string().min(1), '@removed': z.unknown().optional() });
export type DeltaItem = z.infer<typeof itemSchema>;

/** A change of a read mark or flag comes with these alone, whatever was asked for; what is absent has not become empty. */
export function isPartial(item: DeltaItem): boolean {
  return item['@removed'] === undefined && !('receivedDateTime' in item);
}

export type Reach = {
  readonly horizon: Temporal.Instant;
  /** The folders that are read, by id. */
  readonly folders: ReadonlyMap<string, { readonly isSent: boolean }>;
};

export function messageFetched(raw: DeltaItem, { horizon, folders }: Reach): Fetched {
  const providerId = raw.id;
  const parsed = messageSchema.safeParse(raw);
  if (!parsed.success) return { kind: 'poisoned', item: { providerId, reason: 'unparsable' } };
  const message = parsed.data;
  const folder = folders.get(message.parentFolderId);
  if (folder === undefined || message.isDraft === true) return { kind: 'absent', providerId };
  const receivedAt = Temporal.Instant.from(message.receivedDateTime);
  if (Temporal.Instant.compare(receivedAt, horizon) < 0) return { kind: 'out-of-horizon', providerId };
  return { kind: 'head', head: headOf(message, receivedAt, folder.isSent) };
}

function headOf(message: Message, receivedAt: Temporal.Instant, isSent: boolean): MessageHead {
  const headers = message.internetMessageHeaders ?? [];
  return {
    providerId: message.id,
    threadId: message.conversationId ?? undefined,
    messageId: message.internetMessageId ?? undefined,
    receivedAt,
    sentAt: typeof message.sentDateTime === 'string' ? Temporal.Instant.from(message.sentDateTime) : undefined,
    // By the folder: sent messages come without their headers.
    direction: isSent ? 'sent' : 'received',
    from: addressesOf([message.from]),
    to: addressesOf(message.toRecipients),
    cc: addressesOf(message.ccRecipients),
    bcc: addressesOf(message.bccRecipients),
    replyTo: addressesOf(message.replyTo),
    sender: addressesOf([message.sender]),
    subject: message.subject ?? undefined,
    headers: automatedHeaders(headers.map(({ name, value }) => ({ name, value: value ?? '' }))),
    labels: isSent ? ['sentitems'] : [message.parentFolderId],
  };
}

function addressesOf(
  recipients: readonly (z.infer<typeof recipientSchema> | null | undefined)[] | null | undefined,
): RawAddress[] {
  return (recipients ?? []).flatMap((recipient) => {
    const { name, address } = recipient?.emailAddress ?? {};
    if (typeof address !== 'string' || address === '') return [];
    return typeof name === 'string' && name !== '' && name !== address ? [{ name, address }] : [{ address }];
  });
}
