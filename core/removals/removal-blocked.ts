import type { Account } from '../accounts/account.ts';
import { lastOfAll } from '../departures/last-manager.ts';
import { holdOn } from '../departures/legal-hold.ts';
import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';

/**
 * Why a removal cannot be carried out as things stand, as a sentence with the way out; undefined when it can. It is kept
 * with the request and shown to support, so the reason of a hold does not stand in it.
 */
export async function removalBlocked(
  stores: Stores,
  account: Account,
  memberId: Id<'member'>,
): Promise<string | undefined> {
  const hold = await holdOn(stores, memberId);
  if (hold !== undefined)
    return 'A legal hold is on, so nothing of theirs may be deleted. An administrator lifts it first, with hold … off.';
  const last = await lastOfAll(stores, account, { id: memberId });
  if (last === 'last-administrator')
    return 'Nobody else can give roles, so the account would be without anybody who does. Give somebody else that role first.';
  if (last === 'last-manager')
    return 'Nobody else manages users, so the account would be without anybody who does. Give somebody else that role first.';
  const seat = await stores.seats.ofMember(memberId);
  return seat?.state === 'awaiting-approval' || seat?.state === 'conversion-requested'
    ? 'A request for their seat is with the approvers. Whoever made it cancels it first.'
    : undefined;
}
