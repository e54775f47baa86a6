import type { MailboxHand } from '../../contracts/mailbox-provider-contract.ts';
import { composeMail } from '../../stand-ins/corpus/compose-mail.ts';
import { headerOf } from '../../stand-ins/corpus/corpus-message.ts';
import type { Mailbox, MailItem, Place } from '../../stand-ins/corpus/mailbox.ts';

/** Moves the messages of a stand-in's mailbox by their Message-ID. */
export function mailboxHand(
  mailbox: Mailbox,
  horizon: Temporal.Instant,
): Pick<MailboxHand, 'deliver' | 'move' | 'markRead' | 'erase' | 'inScope'> {
  const idOf = (messageId: string): string => {
    const found = mailbox.newestFirst().find((item) => messageIdOf(item) === messageId);
    if (found === undefined) throw new Error(`There is no message ${messageId}`);
    return found.id;
  };
  return {
    deliver: (messageId, place = 'inbox') => void mailbox.addMessage({ mail: mailTo(mailbox, messageId), place }),
    move: (messageId, to) => void mailbox.moveMessage(idOf(messageId), to),
    markRead: (messageId) => void mailbox.markRead(idOf(messageId), true),
    erase: (messageId) => mailbox.deleteMessage(idOf(messageId)),
    inScope: () =>
      mailbox
        .newestFirst()
        .filter(({ place, receivedMs }) => !OUTSIDE.has(place) && receivedMs >= horizon.epochMilliseconds)
        .map(messageIdOf),
  };
}

const OUTSIDE: ReadonlySet<Place> = new Set(['drafts', 'junk', 'trash']);

function messageIdOf({ mail }: MailItem): string {
  return headerOf(mail, 'Message-ID') ?? '';
}

/** 180 messages, some of them in conversations, in every kind of place, ten of them older than the horizon. */
export function fill(mailbox: Mailbox, now: Temporal.Instant, horizon: Temporal.Instant): void {
  for (let number = 0; number < 180; number += 1) {
    const isOld = number < 10;
    const receivedAt = isOld ? horizon.subtract({ hours: number + 1 }) : now.subtract({ minutes: 3 * (200 - number) });
    const messageId = `<${number}@customer.example>`;
    // Every sixth begins a conversation that the next three answer.
    const inReplyTo = number % 6 > 2 ? `<${number - (number % 6) + 2}@customer.example>` : undefined;
    mailbox.addMessage({
      mail: mailTo(mailbox, messageId, inReplyTo),
      place: PLACES[number % PLACES.length] ?? 'inbox',
      receivedAt,
    });
  }
}

const PLACES: readonly Place[] = [
  ...Array.from({ length: 14 }, () => 'inbox'),
  'sent',
  'archive',
  'Clients/Renewals',
  'drafts',
  'junk',
  'trash',
];

function mailTo({ owner }: Mailbox, messageId: string, inReplyTo?: string) {
  return composeMail({
    from: { name: 'Ada Byron', address: 'ada@customer.example' },
    to: [{ name: owner.fullName, address: owner.primary }],
    subject: 'Renewal',
    messageId,
    date: 'Sun, 22 Nov 2026 10:00:00 +0000',
    extraHeaders: [
      { name: 'X-Unwanted', value: 'yes' },
      { name: 'List-Id', value: '<news.customer.example>' },
    ],
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
  });
}
