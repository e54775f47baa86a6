import { ok, unreachable, type Result } from '../result.ts';
import { SEAT_TYPES } from '../seats/seat-type.ts';
import type { Stores } from '../transaction.ts';
import { billingRows, type BillingRows } from './billing-rows.ts';
import { allCurrencies, type Currency } from './currency.ts';
import type { AccruedLine, Credit } from './credit.ts';
import { heldSeats, type NoPrice } from './held-seats.ts';
import type { PriceList } from './price-list.ts';
import { countingZone } from './price-list.ts';
import { totalsOf, type Statement, type StatementEntry } from './statement.ts';

export type Closing = Pick<Statement, 'accountId' | 'period' | 'closedAt'> & {
  readonly terms: PriceList;
  readonly began: Temporal.Instant;
};

/** One for each currency that something is charged in, and one of nothing where nothing is. Without a price there is none. */
export async function statementsOf(stores: Stores, closing: Closing): Promise<Result<readonly Statement[], NoPrice>> {
  const { accountId, terms, period, closedAt } = closing;
  const before = await stores.statements.list();
  const found = await entriesOf(stores, closing, before);
  if (!found.ok) return found;
  const entries = found.value;
  const used = allCurrencies().filter((code) => entries.some(({ amount }) => amount.currency === code));
  const currencies: readonly Currency[] = used.length === 0 ? [terms.currency] : used;
  return ok(
    currencies.map((currency, index) => {
      const own = entries.filter(({ amount }) => amount.currency === currency);
      return {
        accountId,
        number: before.length + index + 1,
        period,
        timeZone: countingZone(terms),
        closedAt,
        entries: own,
        ...totalsOf(currency, own),
      };
    }),
  );
}

async function entriesOf(
  stores: Stores,
  closing: Closing,
  before: readonly Statement[],
): Promise<Result<readonly StatementEntry[], NoPrice>> {
  const rows = await billingRows(stores);
  const held: StatementEntry[] = [];
  for (const seatType of SEAT_TYPES) {
    const seats = heldSeats(await heldInput(stores, closing, rows, seatType));
    if (!seats.ok) return seats;
    held.push(...seats.value);
  }
  const billed = new Set(before.flatMap(({ entries }) => entries.map(keyOf)));
  const fresh: readonly StatementEntry[] = [...(await chargesOf(stores, closing, rows)), ...creditsOf(closing, rows)];
  return ok([...held, ...fresh.filter((entry) => !billed.has(keyOf(entry)))]);
}

async function heldInput(
  stores: Stores,
  { terms: prices, period, began }: Closing,
  { lines, charged }: BillingRows,
  seatType: (typeof SEAT_TYPES)[number],
) {
  return {
    seatType,
    prices,
    period,
    began,
    history: await stores.entitlements.history(seatType),
    reductions: (await stores.reductions.list()).filter(({ plan }) => plan.seatType === seatType),
    lines: lines.flatMap(({ line, request }) =>
      line.seatType === seatType && request.state === 'approved' ? [{ line, approvedAt: request.at }] : [],
    ),
    charged: charged.filter(({ line }) => line.seatType === seatType),
  };
}

/** What began before the end of the period and stands on no statement yet; a charge that was late comes with the next. */
async function chargesOf(
  { seats }: Stores,
  { period }: Closing,
  { lines }: BillingRows,
): Promise<readonly StatementEntry[]> {
  const entries: StatementEntry[] = [];
  for (const { line, request } of lines) {
    if (line.state !== 'accrued' || !isOver(line, period.end)) continue;
    const { id: chargeLineId, seatType, quantity, amount, from, formula, seatId } = line;
    entries.push({
      kind: 'charge',
      chargeLineId,
      request: request.number,
      requestedBy: request.requestedBy,
      approvedBy: request.approvals.map(({ by }) => by),
      forMember: seatId === undefined ? undefined : (await seats.get(seatId))?.memberId,
      seatType,
      quantity,
      amount,
      from,
      formula,
    });
  }
  return entries;
}

function creditsOf({ period }: Closing, { credits }: BillingRows): readonly StatementEntry[] {
  return credits
    .filter((credit) => isOver(credit, period.end))
    .map(({ id: creditId, chargeLineId, takenBackBy, quantity, amount, from, formula }) => ({
      kind: 'credit',
      creditId,
      chargeLineId,
      takenBackBy,
      quantity,
      amount,
      from,
      formula,
    }));
}

function isOver({ from }: AccruedLine | Credit, end: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(from, end) < 0;
}

function keyOf(entry: StatementEntry): string {
  switch (entry.kind) {
    case 'charge':
      return entry.chargeLineId;
    case 'credit':
      return entry.creditId;
    case 'held':
      return 'held';
    default:
      return unreachable(entry);
  }
}
