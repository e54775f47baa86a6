import type { Account } from '../accounts/account.ts';
import { authorise, type PolicyRow } from './authority.ts';
import { ROLES, type Member } from './member.ts';

/** Who of the account may do something to whomever it is about: the highest roles first. */
export function capable(row: PolicyRow, account: Account, members: readonly Member[]): readonly Member[] {
  return members
    .filter((member) => member.standing === 'active')
    .filter((member) => authorise(row, { kind: 'member', member }, account, 'other').kind === 'allowed')
    .toSorted(
      (one, other) =>
        ROLES.indexOf(other.role) - ROLES.indexOf(one.role) || one.fullName.localeCompare(other.fullName, 'en'),
    );
}
