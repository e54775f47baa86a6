import type { Account } from '../accounts/account.ts';
import { crmAccess, type NoCrmAccess } from '../people/crm-access.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { hasApi } from './api-tiers.ts';

export type NoKeyFor = { readonly kind: 'tier' } | NoCrmAccess;

/** Who may have a key, when it is made and at every use: a member with CRM access, on a tier with the API. */
export async function mayHaveKey(
  { seats }: Pick<Stores, 'seats'>,
  account: Account,
  member: Member,
): Promise<Result<{ readonly kind: 'open' }, NoKeyFor>> {
  const access = crmAccess(member, await seats.ofMember(member.id));
  if (!access.ok) return access;
  return hasApi(account.tier) ? ok({ kind: 'open' }) : err({ kind: 'tier' });
}
