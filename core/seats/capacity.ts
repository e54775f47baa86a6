import type { Stores } from '../transaction.ts';
import type { Entitlement } from './entitlement.ts';
import type { SeatType } from './seat-type.ts';

type EntitlementStores = Pick<Stores, 'entitlements'>;

export function available({ purchased, used }: Entitlement): number {
  return purchased - used;
}

/**
 * What is counted is locked before any seat that it counts is written, and changed after: everywhere in this order, so that
 * no two transactions wait for each other. Whoever frees seats calls it first; answers how many are free.
 */
export async function lockCapacity({ entitlements }: EntitlementStores, seatType: SeatType): Promise<number> {
  return available(await entitlements.lock(seatType));
}

/** Takes one free seat of the type, or answers false; holds the entitlement until the transaction ends. */
export async function takeSeat(stores: EntitlementStores, seatType: SeatType, at: Temporal.Instant): Promise<boolean> {
  return await takeSeats(stores, seatType, 1, at);
}

/** Takes all of them or none. */
export async function takeSeats(
  stores: EntitlementStores,
  seatType: SeatType,
  count: number,
  at: Temporal.Instant,
): Promise<boolean> {
  const entitlement = await stores.entitlements.lock(seatType);
  if (available(entitlement) < count) return false;
  if (count > 0) await change(stores, entitlement, { used: entitlement.used + count }, at);
  return true;
}

export async function freeSeat(stores: EntitlementStores, seatType: SeatType, at: Temporal.Instant): Promise<void> {
  const entitlement = await stores.entitlements.lock(seatType);
  await change(stores, entitlement, { used: entitlement.used - 1 }, at);
}

/** Adds bought seats, or takes voided ones back (a negative number). */
export async function changePurchased(
  stores: EntitlementStores,
  seatType: SeatType,
  by: number,
  at: Temporal.Instant,
): Promise<Entitlement> {
  const entitlement = await stores.entitlements.lock(seatType);
  return await change(stores, entitlement, { purchased: entitlement.purchased + by }, at);
}

/** Every change is remembered with its moment, so that usage over time is what it was. */
async function change(
  { entitlements }: EntitlementStores,
  before: Entitlement,
  to: Partial<Pick<Entitlement, 'purchased' | 'used'>>,
  at: Temporal.Instant,
): Promise<Entitlement> {
  const next = { ...before, ...to, version: before.version + 1 };
  await entitlements.replace(before, next);
  await entitlements.remember({ ...next, at });
  return next;
}
