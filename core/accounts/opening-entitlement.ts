import { changePurchased } from '../seats/capacity.ts';
import type { Entitlement } from '../seats/entitlement.ts';
import { SEAT_TYPES, type SeatType } from '../seats/seat-type.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';

/** How many seats of each type the account is to have; an absent type keeps what it has. */
export type OpeningSeats = Readonly<Partial<Record<SeatType, number>>>;

export type OpeningRefused =
  | { readonly kind: 'below-used'; readonly seatType: SeatType; readonly used: number }
  | { readonly kind: 'too-few'; readonly available: number; readonly needed: number };

/** Holds both entitlements and says whether the seats suffice for those in use and `needed` people more. */
export async function planOpening(
  { entitlements }: Pick<Stores, 'entitlements'>,
  opening: OpeningSeats,
  needed: number,
): Promise<Result<readonly Entitlement[], OpeningRefused>> {
  const held: Entitlement[] = [];
  for (const seatType of SEAT_TYPES) {
    const entitlement = await entitlements.lock(seatType);
    const purchased = opening[seatType] ?? entitlement.purchased;
    if (purchased < entitlement.used) return err({ kind: 'below-used', seatType, used: entitlement.used });
    const available = purchased - entitlement.used;
    if (seatType === 'full-access' && available < needed) return err({ kind: 'too-few', available, needed });
    held.push(entitlement);
  }
  return ok(held);
}

/** Brings the held entitlements to the opening; answers the types that changed. */
export async function openEntitlements(
  stores: Pick<Stores, 'entitlements'>,
  opening: OpeningSeats,
  held: readonly Entitlement[],
  at: Temporal.Instant,
): Promise<readonly Entitlement[]> {
  const changed: Entitlement[] = [];
  for (const { seatType, purchased } of held) {
    const by = (opening[seatType] ?? purchased) - purchased;
    if (by !== 0) changed.push(await changePurchased(stores, seatType, by, at));
  }
  return changed;
}
