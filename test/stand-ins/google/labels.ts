import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import type { Mailbox, MailItem, Place } from '../corpus/mailbox.ts';

const SYSTEM_LABELS = ['INBOX', 'SENT', 'DRAFT', 'SPAM', 'TRASH', 'UNREAD', 'STARRED', 'IMPORTANT', 'CHAT'] as const;

const labelByPlace: ReadonlyMap<Place, readonly string[]> = new Map([
  ['inbox', ['INBOX']],
  ['sent', ['SENT']],
  ['drafts', ['DRAFT']],
  ['junk', ['SPAM']],
  ['trash', ['TRASH']],
  // What has left the inbox without being filed carries no label of its own.
  ['archive', []],
]);

export function labelIdsAt(mailbox: Mailbox, place: Place): readonly string[] {
  return labelByPlace.get(place) ?? [`Label_${[...mailbox.places()].indexOf(place) + 1}`];
}

export function labelIdsOf(mailbox: Mailbox, { place, isRead }: Pick<MailItem, 'place' | 'isRead'>): readonly string[] {
  return isRead ? labelIdsAt(mailbox, place) : ['UNREAD', ...labelIdsAt(mailbox, place)];
}

export function labelsOf(mailbox: Mailbox): readonly gmail_v1.Schema$Label[] {
  const own = [...mailbox.places()].filter((place) => !labelByPlace.has(place));
  return [
    ...SYSTEM_LABELS.map((id) => ({ id, name: id, type: 'system' })),
    ...own.map((name) => ({
      id: labelIdsAt(mailbox, name)[0] ?? name,
      name,
      type: 'user',
      messageListVisibility: 'show',
      labelListVisibility: 'labelShow',
    })),
  ];
}

export function labelWithTotals(mailbox: Mailbox, id: string): gmail_v1.Schema$Label | undefined {
  const label = labelsOf(mailbox).find((candidate) => candidate.id === id);
  if (label === undefined) return undefined;
  const carrying = mailbox.newestFirst().filter((item) => labelIdsOf(mailbox, item).includes(id));
  const unread = carrying.filter(({ isRead }) => !isRead);
  return {
    ...label,
    messagesTotal: carrying.length,
    messagesUnread: unread.length,
    threadsTotal: threads(carrying),
    threadsUnread: threads(unread),
  };
}

function threads(items: readonly MailItem[]): number {
  return new Set(items.map(({ threadId }) => threadId)).size;
}
