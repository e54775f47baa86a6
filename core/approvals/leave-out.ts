import { keepQuote } from '../billing/stored-quote.ts';
import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import { seatsWanted, type ApprovalRequest, type OpenRequest } from './approval-request.ts';
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

const BECAUSE = 'The last day of somebody of the list has passed before it was decided, so they get no seat.';

/**
 * Nobody is to buy a seat for somebody whose last day has passed: the others are priced anew and agreed to again. False
 * where that is not possible now, such as without a price; then nothing was changed.
 */
export async function leaveOut(
  deps: OpenRequestDeps,
  stores: Stores,
  request: ListRequest,
  seatId: Id<'seat'>,
): Promise<boolean> {
  const people = request.subject.people.filter((one) => one.seatId !== seatId);
  const leftOut = request.subject.people.filter((one) => one.seatId === seatId);
  const subject = { ...request.subject, people };
  const quote = await keepQuote(deps, stores, { accountId: request.accountId, seats: seatsWanted(subject) });
  if (!quote.ok) return false;
  const asked = await putAgain(deps, stores, { ...request, subject }, { quote: quote.value, because: BECAUSE });
  if (!asked.ok) return false;
  await changeSeats(deps, stores, asked.value, { team: undefined, leftOut: [] });
  await tellAskedAgain(deps, stores, asked.value, { quote: quote.value, because: BECAUSE, leftOut });
  return true;
}
