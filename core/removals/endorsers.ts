import type { Account } from '../accounts/account.ts';
import { authorise, type PolicyRow } from '../people/authority.ts';
import { ROLES, type Member } from '../people/member.ts';

/** Whether somebody can stand behind the removal of a member: they manage users, and are not below whom they remove. */
export function mayEndorse(row: PolicyRow, account: Account, endorser: Member, removed: Member): boolean {
  return (
    endorser.id !== removed.id &&
    authorise(row, { kind: 'member', member: endorser }, account, 'other').kind === 'allowed' &&
    ROLES.indexOf(endorser.role) >= ROLES.indexOf(removed.role)
  );
}

/** Active members who could, besides those who asked. */
export function endorsersOf(
  row: PolicyRow,
  account: Account,
  members: readonly Member[],
  removed: Member,
): readonly Member[] {
  return members.filter((member) => member.standing === 'active' && mayEndorse(row, account, member, removed));
}
