import { advanceBatchSoon, readableTogether, togetherWithOthers } from '../bulk/batch-goes-on.ts';
import { keepQuote } from '../billing/stored-quote.ts';
import { tell } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { OpenSeat, SeatCheckedDeps } from './open-seat.ts';
import { giveFreeSeat } from './give-free-seat.ts';
import { grantSeat } from './grant-seat.ts';
import { recyclableSeats } from './recyclable.ts';
import { seatReached } from './seat-reached.ts';
import { movedSeat } from './seat-moves.ts';
import { noPriceView, priceToReviewView } from './seat-checked-views.ts';
import { trialBegunView } from './terms/term-views.ts';
import { today } from '../clock.ts';

/**
 * The mailbox can be read: a free seat is taken at once, without one the price is shown, a held one becomes active.
 * Whoever was invited with others waits for them.
 */
export async function seatChecked(
  deps: SeatCheckedDeps,
  stores: Stores,
  { seat, member }: OpenSeat,
): Promise<WorkOutcome> {
  if (seat.state === 'provisioning') return await seatReached(deps, stores, { seat, member });
  if (seat.basis === 'trial') return await startTrial(deps, stores, { seat, member });
  const row = await togetherWithOthers(stores, seat.id);
  if (row !== undefined) {
    await readableTogether(deps, stores, row);
    return { kind: 'done' };
  }
  const given = await giveFreeSeat(deps, stores, { seat, member, actor: { kind: 'job', job: 'seat.check' } });
  if (given === undefined) await showPrice(deps, stores, { seat, member });
  else await inform(deps, stores, seat, { about: 'free-seat', view: given });
  return { kind: 'done' };
}

/** Nothing was bought and nothing is taken from anybody: what is free stays free. */
async function startTrial(deps: SeatCheckedDeps, stores: Stores, { seat, member }: OpenSeat): Promise<WorkOutcome> {
  // First: a trial that has ended meanwhile is found out here, and looked at again.
  await grantSeat(deps, stores, seat);
  const term = await stores.seatTerms.running(seat.id);
  if (term === undefined) throw new Error(`Trial ${seat.id} has no end`);
  await deps.audit(stores, seat.accountId, {
    kind: 'seat.granted',
    at: deps.clock.now(),
    actor: { kind: 'job', job: 'seat.check' },
    subject: { kind: 'seat', id: seat.id },
    facts: { seatType: seat.seatType, charged: 0, because: 'it is a trial' },
    personal: [],
  });
  const row = await togetherWithOthers(stores, seat.id);
  if (row !== undefined) await advanceBatchSoon(deps, stores, row);
  else await inform(deps, stores, seat, { about: 'trial', view: trialBegunView(member, term) });
  return { kind: 'done' };
}

async function showPrice(deps: SeatCheckedDeps, stores: Stores, { seat, member }: OpenSeat): Promise<void> {
  const quote = await keepQuote(deps, stores, {
    accountId: seat.accountId,
    seats: [{ seatType: seat.seatType, requested: 1, named: 1, belowMinimum: 'raise' }],
  });
  if (!quote.ok) {
    await stores.seats.replace(seat, movedSeat(seat, { kind: 'cancelled', at: deps.clock.now() }));
    return await inform(deps, stores, seat, { about: 'no-price', view: noPriceView(member) });
  }
  await stores.seats.replace(seat, movedSeat(seat, { kind: 'priced', quoteId: quote.value.id }));
  const unused = await recyclableSeats(stores, seat.seatType, deps.clock.now());
  const view = priceToReviewView({
    seat,
    member,
    quote: quote.value,
    today: today(deps.clock, quote.value.timeZone),
    unused,
  });
  await inform(deps, stores, seat, { about: 'price', view });
}

type Information = { readonly about: string; readonly view: Parameters<typeof tell>[3]['view'] };

async function inform(
  deps: SeatCheckedDeps,
  stores: Stores,
  seat: OpenSeat['seat'],
  { about, view }: Information,
): Promise<void> {
  const key = `seat-${about}:${seat.id}`;
  await tell(deps, stores, seat.accountId, {
    key,
    subject: key,
    recipient: { kind: 'member', memberId: seat.invitedBy },
    view,
  });
}
