import type { Tier } from '../accounts/account.ts';

/** The read API belongs to these tiers. */
const API_TIERS: readonly Tier[] = ['scale', 'advanced', 'enterprise'];

export function hasApi(tier: Tier): boolean {
  return API_TIERS.includes(tier);
}
