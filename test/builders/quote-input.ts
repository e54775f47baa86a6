import type { QuoteInput, SeatsWanted } from '../../core/billing/quote.ts';
import type { Id } from '../../core/ids.ts';

/** A quote for seats of one type, told by what is different about it. */
export type OneType = Partial<Omit<QuoteInput, 'request' | 'owned'>> & {
  readonly purchased?: number;
  readonly free?: number;
  readonly request?: Partial<SeatsWanted> & { readonly accountId?: Id<'account'> };
};

type Usual = Pick<QuoteInput, 'id' | 'prices' | 'now' | 'validFor'>;
type Told = OneType & { readonly request: { readonly accountId: Id<'account'> } };

/** Three unnamed Sync Only seats for an account that owns ten, unless something else is told. */
export function quotedInput(usual: Usual, { purchased = 10, free = 0, request, ...input }: Told): QuoteInput {
  const { accountId, ...told } = request;
  const wanted: SeatsWanted = { seatType: 'sync-only', requested: 3, named: 0, belowMinimum: 'raise', ...told };
  return {
    ...usual,
    ...input,
    owned: { [wanted.seatType]: { purchased, free } },
    request: { accountId, seats: [wanted] },
  };
}
