import type { ClosePeriodDeps } from './close-period-deps.ts';
import type { Id } from '../ids.ts';
import { ok, type Result } from '../result.ts';
import { SEAT_TYPES } from '../seats/seat-type.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import { isWithin, periodAt, type BillingPeriod } from './billing-period.ts';
import { countingZone, type PriceList } from './price-list.ts';
import { dateOf, effectiveAt } from './proration.ts';
import { endReductions } from './end-reductions.ts';
import { remindOfRenewal } from './renewal-reminder.ts';
import { statementsOf } from './statements-of.ts';
import { tellMissingPrice, tellStatement } from './statement-notices.ts';
import type { NoPrice } from './held-seats.ts';
import { hashOf } from './quote-hash.ts';
import type { Statement } from './statement.ts';

/** How long a bill waits that cannot be made without a price, before it is tried again. */
const RETRY_HOURS = 24;

/** How long before a renewal people hear of seats that would renew without being used. */
const REMINDER_DAYS = 7;

/** The period that runs now is closed at its end; adding it again changes nothing. */
export async function closeAtEnd(
  { ids, clock }: Pick<ClosePeriodDeps, 'ids' | 'clock'>,
  { work, accounts }: Pick<Stores, 'work' | 'accounts'>,
  accountId: Id<'account'>,
): Promise<void> {
  const terms = await accounts.terms();
  if (terms === undefined) return;
  await work.add({
    id: ids.next('work'),
    kind: 'billing.close-period',
    key: 'billing.close-period',
    payload: { accountId },
    dueAt: nextLook(terms, periodNow(terms, clock.now()), clock.now()),
  });
}

/** Closes one period a run, in one transaction: however many workers try, there is one statement. */
export function createClosePeriod(deps: ClosePeriodDeps & { readonly transaction: Transaction }) {
  return async ({ accountId }: { readonly accountId: Id<'account'> }): Promise<WorkOutcome> =>
    await deps.transaction.run(accountId, async (stores) => {
      const terms = await stores.accounts.terms();
      if (terms === undefined) return { kind: 'done' };
      // Held until the end: nothing is bought or taken while the bill is made, and a second worker waits.
      for (const seatType of SEAT_TYPES) await stores.entitlements.lock(seatType);
      const now = deps.clock.now();
      const period = await nextToClose(stores, terms, now);
      if (Temporal.Instant.compare(endOf(terms, period), now) > 0) {
        await remindOfRenewal(deps, stores, { accountId, terms, period, before: REMINDER_DAYS });
        return again(nextLook(terms, period, now));
      }
      const closed = await close(deps, stores, { accountId, terms, period });
      if (closed.ok) return again(now);
      await tellMissingPrice(deps, stores, { accountId, terms, period, ...closed.error });
      return again(now.add({ hours: RETRY_HOURS }), 'a price is missing');
    });
}

function again(dueAt: Temporal.Instant, reason = 'the next period'): WorkOutcome {
  return { kind: 'again', dueAt, countsAsAttempt: false, reason };
}

/**
 * Periods are closed in their order, also when no worker ran for months. Each begins where the one before ended, which
 * after a change of the terms may be within a period of the new ones; and none goes beyond a day on which seats are to end
 * that somebody agreed to give up.
 */
async function nextToClose(stores: Stores, terms: PriceList, now: Temporal.Instant): Promise<BillingPeriod> {
  const last = (await stores.statements.list()).at(-1);
  const { start, end } = last === undefined ? await firstPeriod(stores, terms, now) : restAfter(terms, last.period.end);
  const [endsEarlier] = (await stores.reductions.list())
    .filter(({ state }) => state === 'pending')
    .map(({ plan }) => plan.renewalOn)
    .filter((day) => isWithin({ start: start.add({ days: 1 }), end }, day))
    .toSorted((one, other) => Temporal.PlainDate.compare(one, other));
  return { start, end: endsEarlier ?? end };
}

function restAfter({ anchor, interval }: PriceList, start: Temporal.PlainDate): BillingPeriod {
  return { start, end: periodAt(anchor, interval, start).end };
}

async function firstPeriod({ entitlements }: Stores, terms: PriceList, now: Temporal.Instant): Promise<BillingPeriod> {
  const histories = await Promise.all(SEAT_TYPES.map((seatType) => entitlements.history(seatType)));
  const firsts = histories.flatMap(([first]) => (first === undefined ? [] : [first.at]));
  const [first = now] = firsts.toSorted((one, other) => Temporal.Instant.compare(one, other));
  return periodNow(terms, first);
}

async function close(
  deps: ClosePeriodDeps,
  stores: Stores,
  {
    accountId,
    terms,
    period,
  }: { readonly accountId: Id<'account'>; readonly terms: PriceList; readonly period: BillingPeriod },
): Promise<Result<undefined, NoPrice>> {
  const closedAt = deps.clock.now();
  const began = startOf(terms, period);
  const made = await statementsOf(stores, { accountId, terms, period, began, closedAt });
  if (!made.ok) return made;
  for (const statement of made.value) {
    await stores.statements.add(statement);
    await record(deps, stores, statement);
    await tellStatement(deps, stores, statement);
  }
  await endReductions(deps, stores, { accountId, on: period.end });
  return ok(undefined);
}

async function record({ audit }: ClosePeriodDeps, stores: Stores, statement: Statement): Promise<void> {
  const { accountId, number, period, dueNow, closedAt } = statement;
  await audit(stores, accountId, {
    kind: 'billing.statement',
    at: closedAt,
    actor: { kind: 'job', job: 'billing.close-period' },
    subject: { kind: 'statement', id: `${number}` },
    facts: {
      number,
      from: period.start.toString(),
      until: period.end.subtract({ days: 1 }).toString(),
      due: dueNow.minor,
      currency: dueNow.currency,
      statementHash: hashOf(statement),
    },
    personal: [],
  });
}

function periodNow(terms: PriceList, now: Temporal.Instant): BillingPeriod {
  return periodAt(terms.anchor, terms.interval, dateOf(effectiveAt(terms.mode, countingZone(terms), now)));
}

function startOf(terms: PriceList, { start }: BillingPeriod): Temporal.Instant {
  return start.toZonedDateTime(countingZone(terms)).toInstant();
}

function endOf(terms: PriceList, { end }: BillingPeriod): Temporal.Instant {
  return end.toZonedDateTime(countingZone(terms)).toInstant();
}

function nextLook(terms: PriceList, period: BillingPeriod, now: Temporal.Instant): Temporal.Instant {
  const reminder = period.end.subtract({ days: REMINDER_DAYS }).toZonedDateTime(countingZone(terms)).toInstant();
  return Temporal.Instant.compare(now, reminder) < 0 ? reminder : endOf(terms, period);
}
