import { createHash } from 'node:crypto';
import { canonicalText } from './canonical-value.ts';
import type { Quote } from './quote.ts';
import { writtenQuote } from './written-quote.ts';

/** SHA-256 in hex over the canonical text: an acknowledgement names it, so a changed quote cannot pass for the one shown. */
export function quoteHash(quote: Quote): string {
  return hashOf(writtenQuote(quote));
}

/** The same for whatever else of billing is written once and named by its hash. */
export function hashOf(value: object): string {
  return createHash('sha256').update(canonicalText(value), 'utf8').digest('hex');
}
