import { lastDay } from '../approvals/money-facts.ts';
import { billFor } from '../billing/bill.ts';
import { periodAt, samePeriod } from '../billing/billing-period.ts';
import { canonicalText } from '../billing/canonical-value.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import { formatMoney, type Money } from '../billing/money.ts';
import { dateOf } from '../billing/proration.ts';
import { priceLine, totalOf, type QuoteLine } from '../billing/quote-line.ts';
import { renewalOf, type QuotedSeats, type Quote } from '../billing/quote.ts';
import type { Receipt } from './receipt.ts';

/** A sum that does not follow from the inputs beside it. */
export type WrongSum = {
  readonly kind: 'wrong-sum';
  readonly what: string;
  readonly stated: string;
  readonly computed: string;
};

/** Does every sum of the receipt again, with the formula that bills. Answers the first that comes out differently. */
export function recompute({ quote, lines }: Receipt): WrongSum | undefined {
  return wrongCurrency(quote, lines) ?? wrongInQuote(quote) ?? firstOf(lines.map((line) => wrongInLine(quote, line)));
}

/** Amounts in another currency add up to nothing. */
function wrongCurrency(quote: Quote, lines: readonly ChargeLine[]): WrongSum | undefined {
  const { total, renewal } = quote;
  const quoted = [...quote.seats.map(({ unitPrice }) => unitPrice), ...quote.lines.map(({ amount }) => amount)];
  const charged = lines.flatMap((line) => [...line.acknowledged, ...(line.state === 'accrued' ? [line.amount] : [])]);
  const other = [renewal.added, renewal.all, ...quoted, ...charged].find(({ currency }) => currency !== total.currency);
  return other && wrong('the currency', other.currency, total.currency);
}

function wrongInQuote(quote: Quote): WrongSum | undefined {
  const { lines, seats, period, renewal, total, anchor, interval } = quote;
  const again = lines.map((line) => priceLine(line, line.unitPrice, period, quote));
  const right = periodAt(anchor, interval, dateOf(quote));
  const renews = renewalOf(total.currency, seats);
  return (
    (samePeriod(period, right) ? undefined : wrong('the period of the quote', text(period), text(right))) ??
    firstOf(lines.map((line, part) => wrongPrice(quote, line, part))) ??
    firstOf(lines.map((line, part) => differs(`line ${part + 1} of the quote`, line.amount, again[part]?.amount))) ??
    differs('the total of the quote', total, totalOf(total.currency, again)) ??
    firstOf(seats.map((one) => wrongAfter(quote, one))) ??
    differs('the renewal of these seats', renewal.added, renews.added) ??
    differs('the renewal of all seats', renewal.all, renews.all)
  );
}

/** Each line is at the price of its own seat type. */
function wrongPrice({ seats }: Quote, { seatType, unitPrice }: QuoteLine, part: number): WrongSum | undefined {
  const price = seats.find((one) => one.seatType === seatType)?.unitPrice;
  return differs(`the price of line ${part + 1} of the quote`, unitPrice, price);
}

function wrongAfter({ lines }: Quote, { seatType, purchased: { before, after } }: QuotedSeats): WrongSum | undefined {
  const added = lines.reduce((sum, line) => (line.seatType === seatType ? sum + line.quantity : sum), 0);
  return after === before + added ? undefined : wrong('the seats after', `${after}`, `${before + added}`);
}

function wrongInLine(quote: Quote, charge: ChargeLine): WrongSum | undefined {
  if (charge.state !== 'accrued') return undefined;
  const line = quote.lines[charge.part];
  const { quantity, acknowledged, at: startedAt } = charge;
  const what = `the charge of ${quantity} ${quantity === 1 ? 'seat' : 'seats'}`;
  const isQuoted = line !== undefined && line.seatType === charge.seatType && quantity <= line.quantity;
  if (!isQuoted || acknowledged.length === 0)
    return wrong(what, formatMoney(charge.amount), 'no such line was quoted and agreed to');
  const bill = billFor({ quote, line, quantity, startedAt, acknowledged });
  return (
    differs(what, charge.amount, bill.amount) ??
    differsInText(`the formula of ${what}`, charge.formula, bill.formula) ??
    differsInText(`the first day of ${what}`, charge.from.toString(), bill.from.toString()) ??
    differsInText(`the last day of ${what}`, charge.until.toString(), lastDay(bill.period.end).toString())
  );
}

function differs(what: string, stated: Money, computed: Money | undefined): WrongSum | undefined {
  const right = computed === undefined ? 'nothing' : formatMoney(computed);
  return differsInText(what, formatMoney(stated), right);
}

function differsInText(what: string, stated: string, computed: string): WrongSum | undefined {
  return stated === computed ? undefined : wrong(what, stated, computed);
}

function wrong(what: string, stated: string, computed: string): WrongSum {
  return { kind: 'wrong-sum', what, stated, computed };
}

function firstOf<Found>(found: readonly (Found | undefined)[]): Found | undefined {
  return found.find((one) => one !== undefined);
}

function text(value: object): string {
  return canonicalText(value);
}
