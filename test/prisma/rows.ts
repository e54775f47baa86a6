import { createIds, type Id } from '../../core/ids.ts';
import type { Member } from '../../core/people/member.ts';
import type { Stores } from '../../core/transaction.ts';
import type { Work } from '../../core/work/work.ts';
import type { TestDatabase } from './test-database.ts';

export const NOW = Temporal.Instant.from('2026-03-02T09:00:00Z');

let ticks = 0;

/** Ids in the order in which they are asked for. */
const ids = createIds(
  { now: () => NOW.add({ milliseconds: (ticks += 1) }) },
  { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
);

export async function anAccount({ registry }: Pick<TestDatabase, 'registry'>): Promise<Id<'account'>> {
  const id = ids.next('account');
  await registry.createAccount({
    id,
    name: 'Acme',
    tier: 'scale',
    userManagers: 'admin',
    mailSharing: 'everyone',
    lockedSettings: [],
    seatDefaults: {},
    coolOffHours: 24,
    version: 1,
  });
  return id;
}

export function aMember(accountId: Id<'account'>, address: string): Member {
  return {
    id: ids.next('member'),
    accountId,
    fullName: 'Ada Lovelace',
    address,
    role: 'admin',
    grants: ['approver'],
    standing: 'active',
    version: 1,
  };
}

export async function addedMember(stores: Stores, accountId: Id<'account'>, address: string): Promise<Member> {
  const member = aMember(accountId, address);
  await stores.members.add(member);
  return member;
}

export function aSync(
  accountId: Id<'account'>,
  key: string,
  dueAt = NOW,
): Omit<Work<'mailbox.sync'>, 'attempts' | 'accountId'> {
  const payload = { accountId, mailboxId: ids.next('mailbox') };
  return { id: ids.next('work'), kind: 'mailbox.sync', key, payload, dueAt };
}
