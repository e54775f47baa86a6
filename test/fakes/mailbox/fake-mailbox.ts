import type { GrantedAccess } from '../../../core/credentials/org-credential.ts';
import type { MailboxFault } from '../../../core/mailboxes/mailbox-provider.ts';
import type { MessageHead } from '../../../core/relationships/message-head.ts';
import { frozenCopy } from '../database/frozen-copy.ts';

/** What happened to one message, in the order in which the provider tells it. */
export type Change = { readonly kind: 'upserted' | 'removed'; readonly providerId: string };

/** One mailbox at the provider, as its owner and their administrator change it. */
export type FakeMailbox = {
  readonly address: string;
  readonly aliases: readonly string[];
  readonly access: GrantedAccess;
  readonly deliver: (...heads: readonly MessageHead[]) => void;
  /** Told as a removal followed by an arrival under the same id, which may fall on different pages. */
  readonly move: (providerId: string, labels: readonly string[]) => void;
  readonly delete: (providerId: string) => void;
  /** From now on the message cannot be read. */
  readonly poison: (providerId: string, reason: string) => void;
  /** Messages under this label are not listed, and every walk says so. */
  readonly closeFolder: (label: string) => void;
  /** Cursors that were given out until now are refused: the next reading restarts. */
  readonly expireCursors: () => void;
  /** Every call fails with this until it is cleared with undefined. */
  readonly breakWith: (fault: MailboxFault | undefined) => void;
};

/** The same mailbox from the provider's side. */
export type MailboxState = {
  readonly messages: ReadonlyMap<string, MessageHead>;
  readonly changes: readonly Change[];
  readonly poisoned: ReadonlyMap<string, string>;
  readonly closed: ReadonlySet<string>;
  readonly epoch: () => number;
  readonly fault: () => MailboxFault | undefined;
};

export type MailboxSetup = {
  readonly address: string;
  readonly aliases?: readonly string[];
  readonly access?: GrantedAccess;
};

export function createFakeMailbox({ address, aliases = [], access = 'content' }: MailboxSetup): {
  readonly mailbox: FakeMailbox;
  readonly state: MailboxState;
} {
  const messages = new Map<string, MessageHead>();
  const changes: Change[] = [];
  const poisoned = new Map<string, string>();
  const closed = new Set<string>();
  let epoch = 1;
  let fault: MailboxFault | undefined;

  const existing = (providerId: string): MessageHead => {
    const head = messages.get(providerId);
    if (head === undefined) throw new Error(`There is no message ${providerId}`);
    return head;
  };
  const put = (head: MessageHead): void => {
    messages.set(head.providerId, frozenCopy(head));
    changes.push({ kind: 'upserted', providerId: head.providerId });
  };
  const mailbox: FakeMailbox = {
    address,
    aliases,
    access,
    deliver: (...heads) => heads.forEach(put),
    move: (providerId, labels) => {
      const head = existing(providerId);
      changes.push({ kind: 'removed', providerId });
      put({ ...head, labels });
    },
    delete: (providerId) => {
      messages.delete(existing(providerId).providerId);
      changes.push({ kind: 'removed', providerId });
    },
    poison: (providerId, reason) => poisoned.set(existing(providerId).providerId, reason),
    closeFolder: (label) => closed.add(label),
    expireCursors: () => {
      epoch += 1;
    },
    breakWith: (next) => {
      fault = next;
    },
  };
  return { mailbox, state: { messages, changes, poisoned, closed, epoch: () => epoch, fault: () => fault } };
}
