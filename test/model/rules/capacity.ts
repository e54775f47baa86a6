import { isUnderway, isUsed } from '../../../core/seats/seat-moves.ts';
import { SEAT_TYPES, type SeatType } from '../../../core/seats/seat-type.ts';
import type { Seat } from '../../../core/seats/seat.ts';
import type { Stores } from '../../../core/transaction.ts';
import { OPENING } from '../model-office.ts';
import type { Rule } from './rule.ts';

/** Of every seat type: what is held is counted, is never more than was purchased, and what was purchased was charged for. */
export const seatsAreCounted: Rule = async (stores) => {
  const seats = await stores.seats.list();
  const all = await stores.entitlements.list();
  const faults = await Promise.all(
    SEAT_TYPES.map(async (seatType) => {
      const { purchased = 0, used = 0 } = all.find((one) => one.seatType === seatType) ?? {};
      const held = seats.filter((seat) => holds(seat, seatType)).length;
      const bought = await boughtOf(stores, seatType);
      return [
        used === held ? '' : `${held} seats of ${seatType} are held and ${used} counted`,
        used <= purchased ? '' : `${used} of ${purchased} of ${seatType} are used`,
        bought === purchased ? '' : `${purchased} of ${seatType} are owned and ${bought} charged for`,
      ];
    }),
  );
  return faults.flat();
};

/** Whoever is invited or brought back twice at once is so once. */
export const everybodyHasOneSeat: Rule = async ({ seats, members }) => {
  const people = (await seats.list()).filter(isUnderway).map(({ memberId }) => memberId);
  const twice = people.filter((id, at) => people.indexOf(id) !== at);
  return await Promise.all(twice.map(async (id) => `${(await members.get(id))?.fullName} is given two seats`));
};

/** Until support has converted a seat, one of both types is held for it. */
function holds(seat: Seat, seatType: SeatType): boolean {
  return (
    isUsed(seat) && (seat.seatType === seatType || (seat.state === 'conversion-granted' && seatType === 'full-access'))
  );
}

/** From the opening on, with what was given up since. */
async function boughtOf({ charges, credits, reductions }: Stores, seatType: SeatType): Promise<number> {
  const lines = (await charges.list()).filter((line) => line.seatType === seatType && line.state !== 'voided');
  const own = new Set(lines.map(({ id }) => id));
  const back = (await credits.list()).filter(({ chargeLineId }) => own.has(chargeLineId));
  const ended = (await reductions.list()).flatMap((reduction) =>
    reduction.state === 'done' && reduction.plan.seatType === seatType ? [reduction.applied] : [],
  );
  return OPENING[seatType] + total(lines) - total(back) - ended.reduce((all, applied) => all + applied, 0);
}

function total(parts: readonly { readonly quantity: number }[]): number {
  return parts.reduce((all, { quantity }) => all + quantity, 0);
}
