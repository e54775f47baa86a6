import { keepQuote } from '../billing/stored-quote.ts';
import type { Id } from '../ids.ts';
import { movedSeat } from '../seats/seat-moves.ts';
import { endOf } from '../seats/terms/term.ts';
import type { Stores } from '../transaction.ts';
import { countOf } from '../views/count-text.ts';
import { seatsWanted, type ApprovalRequest, type OpenRequest, type SeatFor } from './approval-request.ts';
import { changeSeats } from './change-seats.ts';
import { putAgain } from './decide-request.ts';
import type { OpenRequestDeps } from './open-request-deps.ts';
import { tellAskedAgain } from './request-notices.ts';

type ListRequest = OpenRequest & { readonly subject: Extract<ApprovalRequest['subject'], { kind: 'bulk' }> };

/** The open request for people who were invited together, this seat among theirs. */
export async function openListRequestOf(
  { requests }: Pick<Stores, 'requests'>,
  seatId: Id<'seat'>,
): Promise<ListRequest | undefined> {
  return (await requests.open()).find(
    (request): request is ListRequest =>
      request.subject.kind === 'bulk' && request.subject.people.some((one) => one.seatId === seatId),
  );
}

/** This seat's person and whoever else of the list has a last day that has passed: many may have the same one. */
export async function whoIsOver(
  { clock }: OpenRequestDeps,
  { seatTerms }: Pick<Stores, 'seatTerms'>,
  { subject }: ListRequest,
  seatId: Id<'seat'>,
): Promise<readonly SeatFor[]> {
  const over: SeatFor[] = [];
  for (const one of subject.people) {
    const term = await seatTerms.running(one.seatId);
    const hasPassed = term !== undefined && Temporal.Instant.compare(endOf(term), clock.now()) <= 0;
    if (hasPassed || one.seatId === seatId) over.push(one);
  }
  return over;
}

/**
 * Nobody is to buy a seat for somebody whose last day has passed: the others are priced anew and agreed to again, once for
 * all who are left out. False where that is not possible now, such as without a price; then nothing was changed.
 */
export async function leaveOut(
  deps: OpenRequestDeps,
  stores: Stores,
  request: ListRequest,
  leftOut: readonly SeatFor[],
): Promise<boolean> {
  const people = request.subject.people.filter((one) => !leftOut.includes(one));
  const because = `The last day of ${countOf(leftOut.length, 'person', 'people')} of the list has passed before it was decided, so they get no seat.`;
  const subject = { ...request.subject, people };
  const quote = await keepQuote(deps, stores, { accountId: request.accountId, seats: seatsWanted(subject) });
  if (!quote.ok) return false;
  const asked = await putAgain(deps, stores, { ...request, subject }, { quote: quote.value, because });
  if (!asked.ok) return false;
  await changeSeats(deps, stores, asked.value, { team: undefined, leftOut: [] });
  // At once: what waits for no request any more would wait for ever where another day is chosen for it in between.
  for (const { seatId } of leftOut) await expire(deps, stores, seatId);
  await tellAskedAgain(deps, stores, asked.value, { quote: quote.value, because, leftOut });
  return true;
}

async function expire({ clock }: OpenRequestDeps, { seats }: Stores, seatId: Id<'seat'>): Promise<void> {
  const seat = await seats.get(seatId);
  if (seat?.state === 'awaiting-approval')
    await seats.replace(seat, movedSeat(seat, { kind: 'expired', at: clock.now() }));
}
