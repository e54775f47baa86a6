import type { Clock } from '../clock.ts';
import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { AccountKeysDeps } from '../secrets/account-keys.ts';
import type { Stores } from '../transaction.ts';
import { firmOf } from './firm.ts';
import type { Firm } from './participants.ts';

export type WhoKnowsDeps = AccountKeysDeps & { readonly clock: Clock };
export type WhoKnowsStores = Pick<Stores, 'crm' | 'members' | 'domains' | 'seats' | 'accounts' | 'keys'>;

export type Viewer = { readonly accountId: Id<'account'>; readonly memberId: Id<'member'> };

export type Context = {
  readonly stores: WhoKnowsStores;
  readonly viewer: Viewer;
  readonly firm: Firm;
  readonly members: readonly Member[];
  readonly now: Temporal.Instant;
};

export async function contextFor(
  { clock }: Pick<WhoKnowsDeps, 'clock'>,
  stores: WhoKnowsStores,
  viewer: Viewer,
): Promise<Context> {
  return { stores, viewer, firm: await firmOf(stores), members: await stores.members.list(), now: clock.now() };
}
