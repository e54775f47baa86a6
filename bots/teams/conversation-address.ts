import { z } from 'zod';

/** Everything the Bot Connector must be told to be written to again; stored as opaque text. */
export type ConversationAddress = z.infer<typeof conversationAddress>;

export type MessageAddress = { readonly conversation: ConversationAddress; readonly activityId: string };

const conversationAddress = z
  .object({
    serviceUrl: z.url({ protocol: /^https?$/ }),
    conversationId: z.string().min(1),
    botId: z.string().min(1),
    channelId: z.string().min(1),
    tenantId: z.string().min(1),
  })
  .readonly();

const messageAddress = z.object({ conversation: conversationAddress, activityId: z.string().min(1) }).readonly();

export function encodeConversation(address: ConversationAddress): string {
  return encode(address);
}

export function decodeConversation(opaque: string): ConversationAddress {
  return conversationAddress.parse(decode(opaque));
}

/** Undefined for what is no address that we wrote down, such as a channel by the platform's own id. */
export function conversationIn(opaque: string): ConversationAddress | undefined {
  try {
    return conversationAddress.safeParse(decode(opaque)).data;
  } catch {
    return undefined;
  }
}

export function encodeMessage(address: MessageAddress): string {
  return encode(address);
}

export function decodeMessage(opaque: string): MessageAddress {
  return messageAddress.parse(decode(opaque));
}

/** The message that begins the thread a conversation id stands for. */
export function threadRoot(conversationId: string): string | undefined {
  return /;messageid=(?<root>.+)$/u.exec(conversationId)?.groups?.['root'];
}

/** A channel's own conversation: a thread's id is the channel's with the first message's id behind a semicolon. */
export function withoutThread(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/, '');
}

function encode(value: ConversationAddress | MessageAddress): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

function decode(opaque: string): unknown {
  return JSON.parse(Buffer.from(opaque, 'base64url').toString('utf8'));
}
