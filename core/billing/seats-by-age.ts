import { compare, type Money } from './money.ts';
import type { PriceList } from './price-list.ts';
import type { QuotedSeats, Quote } from './quote.ts';

/** What was agreed to when seats were bought. */
export type Agreed = Pick<QuotedSeats, 'unitPrice'> & Pick<Quote, 'interval'>;

export type BoughtSeats = { readonly seats: number; readonly agreed: Agreed };

/** Seats of one purchase, or those that nobody bought: an operator opened the account with them. */
export type AgedSeats<Bought> = { readonly quantity: number; readonly bought: Bought | undefined };

/** The purchases in their order: the oldest are held first, so that what was reduced since is missing from the newest. */
export function seatsByAge<Bought extends BoughtSeats>(
  held: number,
  purchases: readonly Bought[],
): readonly AgedSeats<Bought>[] {
  const ofPurchases = purchases.reduce((sum, { seats }) => sum + seats, 0);
  const found: AgedSeats<Bought>[] = [{ quantity: Math.max(0, held - ofPurchases), bought: undefined }];
  let open = Math.min(held, ofPurchases);
  for (const bought of purchases) {
    const quantity = Math.min(open, bought.seats);
    open -= quantity;
    found.push({ quantity, bought });
  }
  return found.filter(({ quantity }) => quantity > 0);
}

/**
 * What a seat costs that is held on: the price of now and never above the one that was agreed to. A price in another
 * currency was never agreed to, so the one that was stays; that of a month says nothing about a year.
 */
export function heldPrice(agreed: Agreed | undefined, now: Money, { interval }: PriceList): Money {
  if (agreed === undefined) return now;
  if (agreed.unitPrice.currency !== now.currency) return agreed.unitPrice;
  return agreed.interval === interval && compare(agreed.unitPrice, now) < 0 ? agreed.unitPrice : now;
}
