import type { Account } from '../accounts/account.ts';
import { capable } from '../people/capable.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';

/** Without one who may manage users nobody could ever be invited, deactivated or reactivated again. */
export async function isLastManager(
  { members }: Pick<Stores, 'members'>,
  account: Account,
  { id }: Pick<Member, 'id'>,
): Promise<boolean> {
  const [first, ...others] = capable(POLICY.deactivate, account, await members.list());
  return first?.id === id && others.length === 0;
}
