import { available } from '../seats/capacity.ts';
import type { Entitlement } from '../seats/entitlement.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { reprice } from './bill.ts';
import { coveredByFree, makeQuote, type Quote, type QuoteRefused, type QuoteRequest } from './quote.ts';

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
  const entitlement = await stores.entitlements.lock(request.seatType);
  return makeQuote({
    id: deps.ids.next('quote'),
    request,
    purchased: entitlement.purchased,
    free: freeFor(request, entitlement),
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
  const entitlement = await stores.entitlements.lock(quote.seatType);
  const repriced = reprice(quote, deps.clock.now(), await stores.accounts.terms(), entitlement.purchased);
  if (coveredByFree(quote) !== freeFor(quote, entitlement)) return await quoteAgain(deps, stores, quote);
  return repriced.kind === 'same-or-lower' ? ok(quote) : await quoteAgain(deps, stores, quote);
}

/** Named people get free seats before any is bought. */
function freeFor({ named }: QuoteRequest, entitlement: Entitlement): number {
  return Math.min(named, available(entitlement));
}

/** The same seats at what they cost now. */
export async function quoteAgain(
  deps: QuotingDeps,
  stores: QuotingStores,
  before: Quote,
): Promise<Result<Quote, QuoteRefused>> {
  const { accountId, seatType, requested, named, belowMinimum } = before;
  return await keepQuote(deps, stores, { accountId, seatType, requested, named, belowMinimum });
}
