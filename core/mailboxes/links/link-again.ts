import type { Stores } from '../../transaction.ts';
import { queueFirstReading, type ReadingDeps } from '../begin-reading.ts';
import type { Mailbox } from '../mailbox.ts';
import type { MailboxLink } from './mailbox-link.ts';

/** Nothing is left of what was read from it, such as after somebody’s personal data was deleted: it is like a new one. */
export function isEmptied({ desired, cursor, lastSyncAt }: Mailbox): boolean {
  return desired === 'disabled' && cursor === undefined && lastSyncAt === undefined;
}

/** The same mailbox of the same member, read from the beginning. Undefined where they never had it. */
export async function linkAgain(
  deps: ReadingDeps,
  stores: Pick<Stores, 'mailboxes' | 'runs' | 'work'>,
  { memberId, address, provider, class: kind }: MailboxLink,
): Promise<Mailbox | undefined> {
  const before = (await stores.mailboxes.ofMember(memberId)).find((mailbox) => mailbox.address === address);
  if (before === undefined || !isEmptied(before)) return undefined;
  const now = deps.clock.now();
  const health = { kind: 'ok', checkedAt: now } as const;
  const wanted = { ...before, provider, class: kind, desired: 'enabled', health, nextSyncAt: now } as const;
  const mailbox: Mailbox = { ...wanted, version: before.version + 1 };
  await stores.mailboxes.replace(before, mailbox);
  await queueFirstReading(deps, stores, mailbox);
  return mailbox;
}
