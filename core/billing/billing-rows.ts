import type { ApprovalRequest } from '../approvals/approval-request.ts';
import type { Stores } from '../transaction.ts';
import type { ChargeLine } from './charge-line.ts';
import type { AccruedLine, ChargedSeats, Credit, WaitingSeats } from './credit.ts';
import type { Quote } from './quote.ts';
import type { Purchases } from './renewal.ts';

export type BillingStores = Pick<Stores, 'charges' | 'credits' | 'quotes' | 'requests'>;

/** Every charge with what it hangs on, read once: bills and reductions look at all of them. */
export type BillingRows = Purchases & {
  readonly lines: readonly { readonly line: ChargeLine; readonly request: ApprovalRequest }[];
  readonly credits: readonly Credit[];
};

export async function billingRows(stores: BillingStores): Promise<BillingRows> {
  const credits = await stores.credits.list();
  const requests = new Map((await stores.requests.list()).map((request) => [request.id, request]));
  const lines = (await stores.charges.list()).map((line) => {
    const request = requests.get(line.requestId);
    if (request === undefined) throw new Error(`Charge ${line.id} lacks request ${line.requestId}`);
    return { line, request };
  });
  const charged: ChargedSeats[] = [];
  const waiting: WaitingSeats[] = [];
  for (const { line } of lines) {
    if (line.state === 'accrued') charged.push(await chargedSeats(stores, line, credits));
    if (line.state === 'waiting') waiting.push({ line, quote: await quoteOf(stores, line) });
  }
  return { lines, charged, waiting, credits };
}

async function chargedSeats(
  stores: BillingStores,
  line: AccruedLine,
  credits: readonly Credit[],
): Promise<ChargedSeats> {
  return {
    line,
    quote: await quoteOf(stores, line),
    credits: credits.filter(({ chargeLineId }) => chargeLineId === line.id),
  };
}

async function quoteOf({ quotes }: BillingStores, { id, quoteId }: ChargeLine): Promise<Quote> {
  const quote = await quotes.get(quoteId);
  if (quote === undefined) throw new Error(`Charge ${id} lacks quote ${quoteId}`);
  return quote;
}
