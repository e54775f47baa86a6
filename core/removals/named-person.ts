import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { Member } from '../people/member.ts';
import { folded } from '../people/find-member.ts';
import type { RemovalPerson } from './removal-request.ts';

/** What does not fit: nobody is removed because of a slip of the pen. */
export type Misnamed =
  | { readonly kind: 'other-name' }
  | {
      readonly kind: 'addresses';
      readonly missing: readonly string[];
      readonly unknown: readonly string[];
    };

/**
 * Full name and all addresses, as the recycling article asks for them
 * (https://support.affinity.co/s/article/How-to-deactivate-reactivate-or-remove-users-from-your-Affinity-account): they must be the member’s
 * own and those of every mailbox that is read for them. Undefined when they are.
 */
export function misnamed(
  person: RemovalPerson,
  member: Member,
  mailboxes: readonly Pick<Mailbox, 'address'>[],
): Misnamed | undefined {
  if (folded(person.fullName) !== folded(member.fullName)) return { kind: 'other-name' };
  const own = addressesOf(member, mailboxes);
  const missing = own.filter((address) => !person.addresses.includes(address));
  const unknown = person.addresses.filter((address) => !own.includes(address));
  return missing.length + unknown.length === 0 ? undefined : { kind: 'addresses', missing, unknown };
}

export function addressesOf(member: Member, mailboxes: readonly Pick<Mailbox, 'address'>[]): readonly string[] {
  return [...new Set([member.address, ...mailboxes.map(({ address }) => address)])].toSorted();
}

/** For whoever may not see the member: enough to know which one is meant, not enough to write to it. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}…${address.slice(at)}`;
}
