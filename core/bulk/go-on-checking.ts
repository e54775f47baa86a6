import { keepQuote, lockOwned } from '../billing/stored-quote.ts';
import { seatsForPeople } from '../approvals/approval-request.ts';
import type { Quote, QuoteRefused } from '../billing/quote.ts';
import { today } from '../clock.ts';
import type { Result } from '../result.ts';
import { giveFreeSeat } from '../seats/give-free-seat.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import { movedSeat } from '../seats/seat-moves.ts';
import type { SeatType } from '../seats/seat-type.ts';
import type { Stores } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import { movedBatch } from './batch-moves.ts';
import { repaintBatch, tellNoPrice, tellPrice } from './batch-notices.ts';
import { isLookedAt, peopleOfBatch, waitsForSeat, type BatchPerson } from './batch-people.ts';
import type { Batch } from './batch.ts';

type CheckingBatch = Extract<Batch, { state: 'checking' }>;

const GIVEN_AT_ONCE = 20;

/**
 * Free seats go to those whose mailbox can be read, in the order of the rows. Once all have been looked at, or have been
 * waited for long enough, the rest is priced as one.
 */
export async function goOnChecking(deps: InviteDeps, stores: Stores, batch: CheckingBatch): Promise<WorkOutcome> {
  const now = deps.clock.now();
  const people = await peopleOfBatch(stores, batch.id);
  const waiting = people.filter(waitsForSeat);
  const given = await giveFreeSeats(deps, stores, waiting);
  if (given.size === GIVEN_AT_ONCE) return await again(deps, stores, batch, now);

  const lookedAt = people.filter(isLookedAt);
  const isPatient = Temporal.Instant.compare(now, batch.goesOnAt) < 0;
  if (lookedAt.length > 0 && isPatient) return await again(deps, stores, batch, batch.goesOnAt);
  for (const { row } of lookedAt)
    await stores.batchRows.replace(row, { ...row, state: 'alone', version: row.version + 1 });
  return await priceThem(
    deps,
    stores,
    batch,
    waiting.filter((person) => !given.has(person)),
  );
}

/** Who got one; where the free seats of one type are used up, those of another may not be. */
async function giveFreeSeats(
  deps: InviteDeps,
  stores: Stores,
  people: readonly BatchPerson[],
): Promise<ReadonlySet<BatchPerson>> {
  await lockOwned(
    stores,
    people.map(({ seat }) => seat),
  );
  const given = new Set<BatchPerson>();
  const usedUp = new Set<SeatType>();
  for (const person of people) {
    const { seat } = person;
    if (given.size === GIVEN_AT_ONCE) break;
    if (usedUp.has(seat.seatType)) continue;
    const member = await stores.members.get(seat.memberId);
    if (member === undefined) throw new Error(`Seat ${seat.id} lacks its member`);
    const actor = { kind: 'job', job: 'batch.advance' } as const;
    if ((await giveFreeSeat(deps, stores, { seat, member, actor })) === undefined) usedUp.add(seat.seatType);
    else given.add(person);
  }
  return given;
}

async function priceThem(
  deps: InviteDeps,
  stores: Stores,
  batch: CheckingBatch,
  people: readonly BatchPerson[],
): Promise<WorkOutcome> {
  const now = deps.clock.now();
  const { quote, priced, priceless } = await pricedTogether(deps, stores, batch, people);
  const event = quote === undefined ? ({ kind: 'settled' } as const) : ({ kind: 'priced', quoteId: quote.id } as const);
  const next = movedBatch(batch, event);
  await stores.batches.replace(batch, next);
  for (const { seat } of priceless) await stores.seats.replace(seat, movedSeat(seat, { kind: 'cancelled', at: now }));
  if (priceless.length > 0) await tellNoPrice(deps, stores, next, priceless.length);
  if (quote !== undefined) {
    for (const { seat } of priced)
      await stores.seats.replace(seat, movedSeat(seat, { kind: 'priced', quoteId: quote.id }));
    const count = priced.length;
    await tellPrice(deps, stores, next, { count, quote, today: today(deps.clock, quote.timeZone) });
  }
  return await again(deps, stores, next, now);
}

type PricedTogether = {
  readonly quote: Quote | undefined;
  readonly priced: readonly BatchPerson[];
  readonly priceless: readonly BatchPerson[];
};

/** Whoever is to get a seat of a type without a price holds up nobody of another type. */
async function pricedTogether(
  deps: InviteDeps,
  stores: Stores,
  batch: CheckingBatch,
  people: readonly BatchPerson[],
): Promise<PricedTogether> {
  let priced = people;
  while (priced.length > 0) {
    const quote = await quoteFor(deps, stores, batch, priced);
    const priceless = people.filter((one) => !priced.includes(one));
    if (quote.ok) return { quote: quote.value, priced, priceless };
    const { error } = quote;
    priced = error.kind === 'no-price' ? priced.filter(({ seat }) => seat.seatType !== error.seatType) : [];
  }
  return { quote: undefined, priced: [], priceless: people };
}

/** One price for all of them together, each seat type at its own, so that a minimum of a first purchase counts once. */
export async function quoteFor(
  deps: InviteDeps,
  stores: Stores,
  { accountId }: Batch,
  people: readonly BatchPerson[],
): Promise<Result<Quote, QuoteRefused>> {
  return await keepQuote(deps, stores, { accountId, seats: seatsForPeople(people.map(({ seat }) => seat)) });
}

async function again(deps: InviteDeps, stores: Stores, batch: Batch, dueAt: Temporal.Instant): Promise<WorkOutcome> {
  await repaintBatch(deps, stores, batch);
  return { kind: 'again', dueAt, countsAsAttempt: false, reason: 'people of a batch are looked at' };
}
