import type { SeatType } from '../seats/seat-type.ts';
import { agreedFor, seatsLeft, type ChargedSeats, type WaitingSeats } from './credit.ts';
import { allCurrencies } from './currency.ts';
import { formatMoney, sum, type Money } from './money.ts';
import type { PriceList } from './price-list.ts';
import { heldPrice, seatsByAge, type BoughtSeats } from './seats-by-age.ts';

export type Purchases = { readonly charged: readonly ChargedSeats[]; readonly waiting: readonly WaitingSeats[] };

export function purchasesOf({ charged, waiting }: Purchases, seatType: SeatType): Purchases {
  return {
    charged: charged.filter(({ line }) => line.seatType === seatType),
    waiting: waiting.filter(({ line }) => line.seatType === seatType),
  };
}

/** What so many seats cost for a whole period, as its statement will bill them: one amount for each currency. */
export function renewalOf(
  seats: number,
  { charged, waiting }: Purchases,
  { prices, price }: { readonly prices: PriceList; readonly price: Money },
): readonly Money[] {
  const bought = [
    ...charged.map((one) => ({ id: one.line.id, seats: seatsLeft(one), agreed: agreedFor(one) })),
    ...waiting.map((one) => ({ id: one.line.id, seats: one.line.quantity, agreed: agreedFor(one) })),
  ].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const amounts = seatsByAge<BoughtSeats>(seats, bought).map(({ quantity, bought: one }): Money => {
    const { currency, minor } = heldPrice(one?.agreed, price, prices);
    return { currency, minor: minor * BigInt(quantity) };
  });
  const used = allCurrencies().filter((code) => amounts.some(({ currency }) => currency === code));
  return (used.length === 0 ? [price.currency] : used).map((code) =>
    sum(
      code,
      amounts.filter(({ currency }) => currency === code),
    ),
  );
}

/** `EUR 245.00`, and where seats are still billed in the currency they were bought in, `EUR 147.00 and USD 98.00`. */
export function renewalText(amounts: readonly Money[]): string {
  return amounts.map(formatMoney).join(' and ');
}
