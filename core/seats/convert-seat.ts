import type { ConvertDeps } from './conversion-deps.ts';
import { asksForFreeSeats } from '../approvals/policy-of.ts';
import type { FreezeRefused } from '../approvals/freeze-policy.ts';
import { openRequest } from '../approvals/open-request.ts';
import type { Opened } from '../approvals/opened.ts';
import { acknowledgementSentence } from '../approvals/acknowledgement-sentence.ts';
import type { Quote, QuoteRefused } from '../billing/quote.ts';
import { currentQuote, keepQuote } from '../billing/stored-quote.ts';
import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { supportRecipients } from '../removals/support-recipients.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { lockCapacity, takeSeat } from './capacity.ts';
import type { ConversionRefused } from './conversion-views.ts';
import { record } from './end-conversion.ts';
import { grantConversion } from './grant-conversion.ts';
import type { Seat } from './seat.ts';

export type ActiveSeat = Extract<Seat, { readonly state: 'active' }>;

export type ConversionAsked =
  | { readonly kind: 'with-support' }
  /** No Full Access seat is free, or somebody approves it first: the price comes before anything is asked for. */
  | { readonly kind: 'price'; readonly seat: ActiveSeat; readonly quote: Quote };

export type AskRefused = ConversionRefused | { readonly kind: 'quote'; readonly refused: QuoteRefused };

type Asking = { readonly member: Member; readonly asker: Member };

/** A free seat is taken for it at once and support is asked; without one it has a price of its own. */
export async function askConversion(
  deps: ConvertDeps,
  stores: Stores,
  asking: Asking,
): Promise<Result<ConversionAsked, AskRefused>> {
  const seat = await seatToConvert(stores, asking.member);
  if (!seat.ok) return seat;
  if (await giveFree(deps, stores, seat.value, asking)) return ok({ kind: 'with-support' });
  const { accountId } = seat.value;
  const wanted = { seatType: 'full-access', requested: 1, named: 1, belowMinimum: 'raise' } as const;
  const quote = await keepQuote(deps, stores, { accountId, seats: [wanted] });
  return quote.ok ? ok({ kind: 'price', seat: seat.value, quote: quote.value }) : quoteRefused(quote.error);
}

export type Agreeing = Asking & { readonly quoteId: Id<'quote'>; readonly deliveryId: Id<'delivery'> };

export type ConversionAgreed =
  | ConversionAsked
  | { readonly kind: 'requested'; readonly opened: Result<Opened, FreezeRefused> };

/** Whoever asks has agreed to the price they were shown; one that changed is shown anew, and a free seat comes first. */
export async function agreeToConversion(
  deps: ConvertDeps,
  stores: Stores,
  agreeing: Agreeing,
): Promise<Result<ConversionAgreed, AskRefused>> {
  const { member, asker, quoteId, deliveryId } = agreeing;
  const found = await seatToConvert(stores, member);
  if (!found.ok) return found;
  const seat = found.value;
  if (await giveFree(deps, stores, seat, agreeing)) return ok({ kind: 'with-support' });
  const before = await stores.quotes.get(quoteId);
  if (before === undefined) throw new Error(`Quote ${quoteId} stood on a form but is not stored`);
  const quote = await currentQuote(deps, stores, before);
  if (!quote.ok) return quoteRefused(quote.error);
  if (quote.value.id !== quoteId) return ok({ kind: 'price', seat, quote: quote.value });

  const { id: memberId, fullName, address } = member;
  const subject = {
    kind: 'conversion',
    seatType: 'full-access',
    seatId: seat.id,
    memberId,
    fullName,
    address,
  } as const;
  const sentence = acknowledgementSentence(quote.value);
  const opening = { requester: asker, subject, quote: quote.value, sentence, deliveryId };
  const opened = await openRequest(deps, stores, opening);
  if (opened.ok) await record(deps, stores, { seat, kind: 'seat.conversion-asked', by: asker.id });
  return ok({ kind: 'requested', opened });
}

function quoteRefused(refused: QuoteRefused): Result<never, AskRefused> {
  return err({ kind: 'quote', refused });
}

async function giveFree(deps: ConvertDeps, stores: Stores, seat: ActiveSeat, { asker }: Asking): Promise<boolean> {
  if (await asksForFreeSeats(stores, 'full-access')) return false;
  if ((await lockCapacity(stores, 'full-access')) < 1) return false;
  await grantConversion(deps, stores, seat, asker);
  if (!(await takeSeat(stores, 'full-access', deps.clock.now())))
    throw new Error(`No seat is left for seat ${seat.id}`);
  await record(deps, stores, { seat, kind: 'seat.conversion-asked', by: asker.id });
  return true;
}

async function seatToConvert(stores: Stores, member: Member): Promise<Result<ActiveSeat, ConversionRefused>> {
  const seat = await stores.seats.ofMember(member.id);
  if (seat?.state === 'conversion-requested' || seat?.state === 'conversion-granted')
    return err({ kind: 'asked-already' });
  if (seat?.state !== 'active') return err({ kind: 'no-active-seat' });
  if (seat.basis === 'trial') return err({ kind: 'trial' });
  if (seat.seatType === 'full-access') return err({ kind: 'full-access-already' });
  return (await supportRecipients(stores)).length === 0 ? err({ kind: 'nobody-in-support' }) : ok(seat);
}
