import { onlySeats, type Quote } from '../billing/quote.ts';
import type { ApprovalSubject } from './approval-request.ts';

/** A minimum of the first purchase raises what is bought without a name; a minimum that was met meanwhile needs fewer. */
export function asPriced(subject: ApprovalSubject, quote: Quote): ApprovalSubject {
  if (subject.kind !== 'buy') return subject;
  const { purchased } = onlySeats(quote);
  return { ...subject, quantity: purchased.after - purchased.before };
}
