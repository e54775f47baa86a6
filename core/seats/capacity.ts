import type { Stores } from '../transaction.ts';
import type { Entitlement } from './entitlement.ts';
import type { SeatType } from './seat-type.ts';

export function available({ purchased, used }: Entitlement): number {
  return purchased - used;
}

/** Takes one free seat of the type, or answers false; holds the entitlement until the transaction ends. */
export async function takeSeat(stores: Pick<Stores, 'entitlements'>, seatType: SeatType): Promise<boolean> {
  return await takeSeats(stores, seatType, 1);
}

/** Takes all of them or none. */
export async function takeSeats(
  { entitlements }: Pick<Stores, 'entitlements'>,
  seatType: SeatType,
  count: number,
): Promise<boolean> {
  const entitlement = await entitlements.lock(seatType);
  if (available(entitlement) < count) return false;
  const { used, version } = entitlement;
  if (count > 0) await entitlements.replace(entitlement, { ...entitlement, used: used + count, version: version + 1 });
  return true;
}

export async function freeSeat({ entitlements }: Pick<Stores, 'entitlements'>, seatType: SeatType): Promise<void> {
  const entitlement = await entitlements.lock(seatType);
  await entitlements.replace(entitlement, {
    ...entitlement,
    used: entitlement.used - 1,
    version: entitlement.version + 1,
  });
}

/** Adds bought seats, or takes voided ones back (a negative number). */
export async function changePurchased(
  { entitlements }: Pick<Stores, 'entitlements'>,
  seatType: SeatType,
  by: number,
): Promise<Entitlement> {
  const entitlement = await entitlements.lock(seatType);
  const next = { ...entitlement, purchased: entitlement.purchased + by, version: entitlement.version + 1 };
  await entitlements.replace(entitlement, next);
  return next;
}
