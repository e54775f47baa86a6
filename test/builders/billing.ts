import type { Acknowledgement } from '../../core/billing/acknowledgement.ts';
import type { ChargeLine, ChargeLineBase } from '../../core/billing/charge-line.ts';
import { quoteHash } from '../../core/billing/quote-hash.ts';
import { makeQuote, onlySeats, type Quote } from '../../core/billing/quote.ts';
import { aPriceList } from './account.ts';
import { ACME, ids, NOW } from './ids.ts';
import { quotedInput, type OneType } from './quote-input.ts';

/** Three unnamed Sync Only seats on 13 March 2026, for an account that owns ten. */
export function aQuote(input: OneType = {}): Quote {
  const made = makeQuote(
    quotedInput(
      {
        id: ids.next('quote'),
        prices: aPriceList(),
        now: NOW,
        validFor: Temporal.Duration.from({ hours: 72 }),
      },
      { ...input, request: { accountId: ACME, ...input.request } },
    ),
  );
  if (!made.ok) throw new Error(`Refused: ${made.error.kind}`);
  return made.value;
}

/** The requester's consent to a quote, to the whole of it. */
export function anAcknowledgement(
  quote: Quote,
  acknowledgement: Partial<Acknowledgement> & { readonly memberId: Acknowledgement['memberId'] },
): Acknowledgement {
  return {
    id: ids.next('acknowledgement'),
    accountId: quote.accountId,
    quoteId: quote.id,
    quoteHash: quoteHash(quote),
    part: 'requester',
    sentence: 'I agree to these seats at this price.',
    amount: quote.total,
    deliveryId: ids.next('delivery'),
    at: NOW,
    ...acknowledgement,
  };
}

/** The first line of a quote's bill, waiting for first access. */
export function aChargeLine(
  quote: Quote,
  line: Partial<ChargeLineBase> & Pick<ChargeLineBase, 'requestId'>,
): Extract<ChargeLine, { state: 'waiting' }> {
  return {
    id: ids.next('charge-line'),
    accountId: quote.accountId,
    quoteId: quote.id,
    part: 0,
    seatType: onlySeats(quote).seatType,
    quantity: 1,
    seatId: undefined,
    acknowledged: [quote.total],
    version: 1,
    state: 'waiting',
    voidAt: NOW.add({ hours: 30 * 24 }),
    ...line,
  };
}
