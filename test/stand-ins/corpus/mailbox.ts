import type { Clock } from '../../../core/clock.ts';
import { hash } from '../http/seeded.ts';
import { createChangeLog } from './change-log.ts';
import type { MailboxChange } from './change-log.ts';
import { ancestorsOf, headerOf, messageIdsIn } from './corpus-message.ts';
import type { Mail } from './corpus-message.ts';
import type { Person } from './demo-firm.ts';

/** `inbox`, `sent`, `drafts`, `junk`, `trash`, `archive`, or a folder of the owner's own, nested by slashes. */
export type Place = string;

export type MailItem = {
  readonly id: string;
  /** How many changes the mailbox had seen before it came. */
  readonly ordinal: number;
  readonly threadId: string;
  readonly mail: Mail;
  readonly receivedMs: number;
  readonly place: Place;
  readonly isRead: boolean;
  /** The history id of its latest change. */
  readonly historyId: bigint;
};

type NewMessage = {
  readonly mail: Mail;
  readonly place?: Place;
  readonly receivedAt?: Temporal.Instant;
  readonly isRead?: boolean;
};

/** A mailbox that both vendors' stand-ins serve; change it while they run. */
export interface Mailbox {
  readonly owner: Person;
  readonly addMessage: (message: NewMessage) => MailItem;
  readonly moveMessage: (id: string, to: Place) => MailItem;
  readonly deleteMessage: (id: string) => void;
  readonly markRead: (id: string, isRead: boolean) => MailItem;
  readonly find: (id: string) => MailItem | undefined;
  readonly newestFirst: () => readonly MailItem[];
  readonly places: () => ReadonlySet<Place>;
  /** Every change since the mailbox began, oldest first; append-only. */
  readonly changes: () => readonly MailboxChange[];
  readonly changesAfter: (historyId: bigint) => readonly MailboxChange[];
  readonly historyId: () => bigint;
  /** Leaves a gap in the history ids, as the vendor does. */
  readonly skipHistoryId: () => bigint;
}

export function createMailbox(owner: Person, clock: Clock): Mailbox {
  const items = new Map<string, MailItem>();
  const log = createChangeLog(owner.primary);
  const places = new Set<Place>(['inbox', 'sent', 'drafts', 'junk', 'trash', 'archive']);
  const threadByMessageId = new Map<string, string>();
  let sorted: readonly MailItem[] | undefined;
  const now = (): number => clock.now().epochMilliseconds;
  const found = (id: string): MailItem => {
    const item = items.get(id);
    if (item === undefined) throw new RangeError('The mailbox holds no such message');
    return item;
  };
  const keep = (item: MailItem): MailItem => {
    items.set(item.id, item);
    places.add(item.place);
    sorted = undefined;
    return item;
  };

  return {
    owner,
    addMessage: ({ mail, place = 'inbox', receivedAt, isRead = false }) => {
      const ordinal = log.all().length;
      const id = hash(`${owner.primary}/${ordinal}`, 'hex', 16);
      const threadId = joinThread(threadByMessageId, mail, id);
      const receivedMs = receivedAt?.epochMilliseconds ?? now();
      const item = keep({ id, ordinal, threadId, mail, receivedMs, place, isRead, historyId: log.nextHistoryId() });
      log.append({ kind: 'added', historyId: item.historyId, atMs: Math.min(receivedMs, now()), item });
      return item;
    },
    moveMessage: (id, to) => {
      const { place: from, ...rest } = found(id);
      const item = keep({ ...rest, place: to, historyId: log.nextHistoryId() });
      log.append({ kind: 'moved', historyId: item.historyId, atMs: now(), item, from, to });
      return item;
    },
    deleteMessage: (id) => {
      const item = { ...found(id), historyId: log.nextHistoryId() };
      items.delete(id);
      sorted = undefined;
      log.append({ kind: 'deleted', historyId: item.historyId, atMs: now(), item });
    },
    markRead: (id, isRead) => {
      const item = keep({ ...found(id), isRead, historyId: log.nextHistoryId() });
      log.append({ kind: 'read', historyId: item.historyId, atMs: now(), item });
      return item;
    },
    find: (id) => items.get(id),
    newestFirst: () => (sorted ??= [...items.values()].toSorted(newestFirst)),
    places: () => places,
    changes: log.all,
    changesAfter: log.after,
    historyId: log.historyId,
    skipHistoryId: log.nextHistoryId,
  };
}

function newestFirst(left: MailItem, right: MailItem): number {
  return right.receivedMs - left.receivedMs || (left.id < right.id ? 1 : -1);
}

/** A reply joins the thread of any message it names, also of one that never arrived here. */
function joinThread(threadByMessageId: Map<string, string>, mail: Mail, id: string): string {
  const named = [...messageIdsIn(headerOf(mail, 'Message-ID')).slice(0, 1), ...ancestorsOf(mail)];
  const known = named.map((messageId) => threadByMessageId.get(messageId)).find((threadId) => threadId !== undefined);
  const threadId = known ?? id;
  for (const messageId of named) {
    if (!threadByMessageId.has(messageId)) threadByMessageId.set(messageId, threadId);
  }
  return threadId;
}
