import { lastDay } from '../approvals/request-card.ts';
import { billFor } from '../billing/bill.ts';
import { periodAt, samePeriod } from '../billing/billing-period.ts';
import { canonicalText } from '../billing/canonical-value.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import { formatMoney, type Money } from '../billing/money.ts';
import { dateOf } from '../billing/proration.ts';
import { priceLine, totalOf } from '../billing/quote-line.ts';
import type { Quote } from '../billing/quote.ts';
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
  const { total, unitPrice, renewal } = quote;
  const quoted = quote.lines.flatMap((line) => [line.unitPrice, line.amount]);
  const charged = lines.flatMap((line) => [...line.acknowledged, ...(line.state === 'accrued' ? [line.amount] : [])]);
  const other = [total, renewal.added, renewal.all, ...quoted, ...charged].find(
    ({ currency }) => currency !== unitPrice.currency,
  );
  return other && wrong('the currency', other.currency, unitPrice.currency);
}

function wrongInQuote(quote: Quote): WrongSum | undefined {
  const { lines, unitPrice, period, renewal, purchased, anchor, interval } = quote;
  const again = lines.map((line) => priceLine(line, unitPrice, period, quote));
  const quantity = lines.reduce((seats, line) => seats + line.quantity, 0);
  const times = (seats: number): Money => ({ currency: unitPrice.currency, minor: unitPrice.minor * BigInt(seats) });
  const right = periodAt(anchor, interval, dateOf(quote));
  return (
    (samePeriod(period, right) ? undefined : wrong('the period of the quote', text(period), text(right))) ??
    firstOf(lines.map((line, part) => differs(`line ${part + 1} of the quote`, line.amount, again[part]?.amount))) ??
    differs('the total of the quote', quote.total, totalOf(unitPrice, again)) ??
    (purchased.after === purchased.before + quantity
      ? undefined
      : wrong('the seats after', `${purchased.after}`, `${purchased.before + quantity}`)) ??
    differs('the renewal of these seats', renewal.added, times(quantity)) ??
    differs('the renewal of all seats', renewal.all, times(purchased.after))
  );
}

function wrongInLine(quote: Quote, charge: ChargeLine): WrongSum | undefined {
  if (charge.state !== 'accrued') return undefined;
  const line = quote.lines[charge.part];
  const { quantity, acknowledged, at: startedAt } = charge;
  const what = `the charge of ${quantity} ${quantity === 1 ? 'seat' : 'seats'}`;
  if (line === undefined || quantity > line.quantity || acknowledged.length === 0)
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
