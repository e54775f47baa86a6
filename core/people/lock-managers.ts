import type { Account } from '../accounts/account.ts';
import type { Stores } from '../transaction.ts';

/**
 * Who manages the account changes in one transaction after the other: two administrators who end each other at the same
 * moment both change the account, and the second one looks again. `account` has to have been read before the members
 * were looked at; one that is read afterwards would let a change in between pass unseen.
 */
export async function lockManagers({ accounts }: Pick<Stores, 'accounts'>, account: Account): Promise<void> {
  await accounts.replace(account, { ...account, version: account.version + 1 });
}
