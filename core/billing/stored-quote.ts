import { available } from '../seats/capacity.ts';
import { SEAT_TYPES, type SeatType } from '../seats/seat-type.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { reprice, requestOf } from './bill.ts';
import {
  coveredByFree,
  makeQuote,
  type Owned,
  type OwnedByType,
  type Quote,
  type QuoteRefused,
  type QuoteRequest,
  type SeatsWanted,
} from './quote.ts';

export type QuotingDeps = { readonly ids: Ids; readonly clock: Clock };
export type QuotingStores = Pick<Stores, 'accounts' | 'entitlements' | 'quotes'>;

/** A quote must outlive the time that approvers and those who stand in for them have, or slow decisions would ask again. */
const QUOTE_LIFE = Temporal.Duration.from({ hours: 30 * 24 });

/** Prices a request as things stand and keeps the quote, so that what is agreed to can be named by its id. */
export async function keepQuote(
  deps: QuotingDeps,
  stores: QuotingStores,
  request: QuoteRequest,
): Promise<Result<Quote, QuoteRefused>> {
  const made = await whatIf(deps, stores, request, undefined);
  if (made.ok) await stores.quotes.add(made.value);
  return made;
}

/** The same sum without keeping anything: nothing can be approved by it. */
export async function whatIf(
  deps: QuotingDeps,
  stores: QuotingStores,
  request: QuoteRequest,
  from: Temporal.PlainDate | undefined,
): Promise<Result<Quote, QuoteRefused>> {
  return makeQuote({
    id: deps.ids.next('quote'),
    request,
    owned: await lockOwned(stores, request.seats),
    prices: await stores.accounts.terms(),
    now: deps.clock.now(),
    validFor: QUOTE_LIFE,
    ...(from === undefined ? {} : { from }),
  });
}

/** The quote while it holds, at its amount or less; else the same seats at what they cost now. */
export async function currentQuote(
  deps: QuotingDeps,
  stores: QuotingStores,
  quote: Quote,
): Promise<Result<Quote, QuoteRefused>> {
  const owned = await lockOwned(stores, quote.seats);
  const repriced = reprice(quote, deps.clock.now(), await stores.accounts.terms(), owned);
  const isSame = quote.seats.every((seats) => coveredByFree(quote, seats) === freeFor(seats, owned));
  return repriced.kind === 'same-or-lower' && isSame ? ok(quote) : await quoteAgain(deps, stores, quote);
}

/** Locked in one order everywhere, so that no two who ask for several types wait for each other. */
export async function lockOwned(
  { entitlements }: Pick<Stores, 'entitlements'>,
  seats: readonly Pick<SeatsWanted, 'seatType'>[],
): Promise<OwnedByType> {
  const owned: Partial<Record<SeatType, Owned>> = {};
  for (const seatType of SEAT_TYPES) {
    if (!seats.some((one) => one.seatType === seatType)) continue;
    const entitlement = await entitlements.lock(seatType);
    owned[seatType] = { purchased: entitlement.purchased, free: available(entitlement) };
  }
  return owned;
}

/** Named people get free seats before any is bought. */
function freeFor({ seatType, named }: SeatsWanted, owned: OwnedByType): number {
  return Math.min(named, owned[seatType]?.free ?? 0);
}

/** The same seats at what they cost now. */
export async function quoteAgain(
  deps: QuotingDeps,
  stores: QuotingStores,
  before: Quote,
): Promise<Result<Quote, QuoteRefused>> {
  return await keepQuote(deps, stores, requestOf(before));
}
