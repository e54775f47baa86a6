import type { MessageHead } from '../../../core/relationships/message-head.ts';
import { NOW } from '../../builders/ids.ts';
import type { Reader } from './reading-firm.ts';

export type Letter = {
  readonly id: string;
  readonly with?: string;
  readonly name?: string;
  readonly daysAgo?: number;
  readonly subject?: string;
  /** Further readers of ours who get a copy. */
  readonly cc?: readonly string[];
  readonly labels?: readonly string[];
};

/** Somebody outside writes to a reader. */
export function received({ mailbox }: Reader, letter: Letter): MessageHead {
  const outside = { name: letter.name ?? 'Grace Hopper', address: letter.with ?? 'grace@navy.example' };
  return { ...head(letter), direction: 'received', from: [outside], to: [{ address: mailbox.address }] };
}

/** A reader writes to somebody outside. */
export function sent({ mailbox }: Reader, letter: Letter): MessageHead {
  const outside = { name: letter.name ?? 'Grace Hopper', address: letter.with ?? 'grace@navy.example' };
  return {
    ...head({ labels: ['SENT'], ...letter }),
    direction: 'sent',
    from: [{ address: mailbox.address }],
    to: [outside],
  };
}

function head({ id, daysAgo = 1, subject = 'The compiler', cc = [], labels = ['INBOX'] }: Letter) {
  const at = NOW.subtract({ hours: 24 * daysAgo });
  return {
    providerId: id,
    messageId: `<${id}@mail.example>`,
    receivedAt: at,
    sentAt: at,
    cc: cc.map((address) => ({ address })),
    bcc: [],
    subject,
    headers: {},
    labels: [...labels],
  } as const;
}
