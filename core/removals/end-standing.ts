import { tellStuck } from '../approvals/tell-stuck.ts';
import type { Account } from '../accounts/account.ts';
import type { Id } from '../ids.ts';
import { lockManagers } from '../people/lock-managers.ts';
import type { Stores } from '../transaction.ts';
import type { RemovalDeps } from './removal-deps.ts';

/**
 * With the decision, not with the steps that follow it: whoever is removed may do nothing from here on, and does not count
 * any more among those who manage users. `account` has to have been read before it was looked at who does.
 */
export async function endStanding(
  deps: RemovalDeps,
  stores: Stores,
  account: Account,
  memberId: Id<'member'>,
): Promise<void> {
  await lockManagers(stores, account);
  const member = await stores.members.get(memberId);
  if (member?.standing !== 'active' && member?.standing !== 'invited') return;
  await stores.members.replace(member, { ...member, standing: 'deactivated', version: member.version + 1 });
  await tellStuck(deps, stores);
}
