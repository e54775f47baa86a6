import type { MessageHead } from '../../core/relationships/message-head.ts';
import { NOW } from '../builders/ids.ts';
import { aMessageHead } from '../builders/mailboxes.ts';
import type { FakeMailbox } from '../fakes/mailbox/fake-mailbox.ts';
import type { Floor } from './floor.ts';

/** Of yesterday, to Linus. */
export function aLetter(to: string, from: string, label = 'INBOX'): MessageHead {
  return aMessageHead({
    providerId: `from-${from}`,
    receivedAt: NOW.subtract({ hours: 24 }),
    direction: 'received',
    from: [{ name: 'Margot Adler', address: from }],
    to: [{ name: 'Linus Torvald', address: to }],
    subject: 'Delivery',
    labels: [label],
  });
}

/** A mailbox of Linus in which a letter lies. */
export function letterTo(floor: Floor, owner: string, from: string): FakeMailbox {
  const mailbox = floor.mailboxes.addMailbox(owner);
  mailbox.deliver(aLetter(owner, from));
  return mailbox;
}
