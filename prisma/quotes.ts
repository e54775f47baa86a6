import type { QuoteStore } from '../core/billing/billing-store.ts';
import { canonicalText } from '../core/billing/canonical-value.ts';
import { quoteSchema } from '../core/billing/quote-schema.ts';
import type { Quote } from '../core/billing/quote.ts';
import { writtenQuote } from '../core/billing/written-quote.ts';
import { instantColumn, jsonColumn } from './columns.ts';
import { found, type Scope } from './scope.ts';

export function createQuoteStore({ db, accountId }: Scope): QuoteStore {
  return {
    get: async (id) =>
      found(await db.quote.findUnique({ where: { accountId_id: { accountId, id } } }), ({ body }) =>
        quoteSchema.parse(body),
      ),
    add: async (quote) => {
      await db.quote.create({ data: write(quote) });
    },
  };
}

/** The body is what was shown and hashed; the columns beside it are for sums and clearing up. */
function write(quote: Quote) {
  return {
    accountId: quote.accountId,
    id: quote.id,
    currency: quote.total.currency,
    totalMinor: quote.total.minor,
    quotedAt: instantColumn.encode(quote.quotedAt),
    expiresAt: instantColumn.encode(quote.expiresAt),
    body: jsonColumn(JSON.parse(canonicalText(writtenQuote(quote)))),
  };
}
