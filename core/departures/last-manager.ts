import type { Account } from '../accounts/account.ts';
import type { PolicyRow } from '../people/authority.ts';
import { capable } from '../people/capable.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';

export type LastOfAll = 'last-manager' | 'last-administrator';

/**
 * Without one who may manage users nobody could ever be invited, deactivated or reactivated again; without one who gives
 * roles nobody would ever become more than they are, also where managing users is extended to others.
 */
export async function lastOfAll(
  { members }: Pick<Stores, 'members'>,
  account: Account,
  { id }: Pick<Member, 'id'>,
): Promise<LastOfAll | undefined> {
  const all = await members.list();
  const isLast = (row: PolicyRow): boolean => {
    const [first, ...others] = capable(row, account, all);
    return first?.id === id && others.length === 0;
  };
  if (isLast(POLICY.deactivate)) return 'last-manager';
  return isLast(POLICY.role) ? 'last-administrator' : undefined;
}
