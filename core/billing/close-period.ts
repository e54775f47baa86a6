import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { SEAT_TYPES } from '../seats/seat-type.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import { periodAt, type BillingPeriod } from './billing-period.ts';
import { countingZone, type PriceList } from './price-list.ts';
import { dateOf, effectiveAt } from './proration.ts';
import { endReductions } from './end-reductions.ts';
import { remindOfRenewal } from './renewal-reminder.ts';
import { statementsOf } from './statements-of.ts';
import { tellStatement } from './statement-notices.ts';
import { hashOf } from './quote-hash.ts';
import type { Statement } from './statement.ts';

export type ClosePeriodDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

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
      await close(deps, stores, { accountId, terms, period });
      return again(now);
    });
}

function again(dueAt: Temporal.Instant): WorkOutcome {
  return { kind: 'again', dueAt, countsAsAttempt: false, reason: 'the next period' };
}

/** Periods are closed in their order, also when no worker ran for months. */
async function nextToClose(
  { statements, entitlements }: Stores,
  terms: PriceList,
  now: Temporal.Instant,
): Promise<BillingPeriod> {
  const last = (await statements.list()).at(-1);
  if (last !== undefined) return periodAt(terms.anchor, terms.interval, last.period.end);
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
): Promise<void> {
  const closedAt = deps.clock.now();
  const began = startOf(terms, period);
  for (const statement of await statementsOf(stores, { accountId, terms, period, began, closedAt })) {
    await stores.statements.add(statement);
    await record(deps, stores, statement);
    await tellStatement(deps, stores, statement);
  }
  await endReductions(deps, stores, { accountId, on: period.end });
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
