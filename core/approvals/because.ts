import type { AskAgainBecause } from '../billing/bill.ts';

/** What changed since the amount was agreed to, as a sentence. */
export const BECAUSE = {
  currency: 'The currency of the account changed.',
  price: 'The price changed.',
  period: 'A new billing period began.',
  minimum: 'The minimum quantity was met by another purchase.',
  expired: 'The quote ran out.',
  taken: 'A seat that was free was given to somebody else.',
  higher: 'The amount would rise.',
} as const satisfies Record<AskAgainBecause, string>;
