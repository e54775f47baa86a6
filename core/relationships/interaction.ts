import { createHash } from 'node:crypto';
import { normalAddress } from './address.ts';
import type { MessageHead } from './message-head.ts';
import type { Owner, Participant, Visibility } from './participants.ts';

/** One message as the firm sees it, however many mailboxes hold a copy. Blind copies are not among the participants. */
export type Interaction = {
  readonly groupKey: string;
  readonly occurredAt: Temporal.Instant;
  readonly direction: MessageHead['direction'];
  readonly visibility: Visibility;
  readonly participants: readonly Participant[];
  readonly subject?: string | undefined;
};

/**
 * Equal for every copy of one message in every mailbox. Message-IDs are reused by different mails, so date and sender are part of it.
 * Without a Message-ID nothing groups copies, and the key is the mailbox's own.
 */
export function groupKeyOf(head: MessageHead, { mailboxId }: Owner): string {
  const messageId = head.messageId?.trim().replace(/^<(.*)>$/s, '$1') ?? '';
  if (messageId === '') return `copy:${digest([mailboxId, head.providerId])}`;
  // Whole seconds: the Date header has no more, and providers differ in what they add.
  const sentAt = head.sentAt === undefined ? '' : String(Math.floor(head.sentAt.epochMilliseconds / 1000));
  const sender = head.from[0]?.address ?? '';
  return `message:${digest([messageId, sentAt, normalAddress(sender) ?? sender.toLowerCase()])}`;
}

/** The Date header where it is believable; people's clocks and junk mail's are not always. */
export function occurredAt({ sentAt, receivedAt }: MessageHead): Temporal.Instant {
  if (sentAt === undefined) return receivedAt;
  const isFuture = Temporal.Instant.compare(sentAt, receivedAt.add({ hours: 24 })) > 0;
  const isStale = Temporal.Instant.compare(sentAt, receivedAt.subtract({ hours: 30 * 24 })) < 0;
  return isFuture || isStale ? receivedAt : sentAt;
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
