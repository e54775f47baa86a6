import { err, ok, type Result } from '../result.ts';
import { exponentOf, parseCurrency, type Currency } from './currency.ts';

/** Whole minor units: EUR 49.00 is 4900, JPY 339 is 339, KWD 1.234 is 1234. */
export type Money = { readonly currency: Currency; readonly minor: bigint };

export type MoneyRefused =
  | { readonly kind: 'not-an-amount' }
  | { readonly kind: 'unknown-currency'; readonly code: string }
  | { readonly kind: 'negative' }
  | { readonly kind: 'too-many-decimals'; readonly allowed: number }
  | { readonly kind: 'ambiguous-separator' }
  | { readonly kind: 'too-large'; readonly maximum: Money };

const MAXIMUM_MINOR = 1_000_000_000_000n;

export function add(left: Money, right: Money): Money {
  return { currency: sharedCurrency(left, right), minor: left.minor + right.minor };
}

export function subtract(left: Money, right: Money): Money {
  return { currency: sharedCurrency(left, right), minor: left.minor - right.minor };
}

export function negate(money: Money): Money {
  return { currency: money.currency, minor: -money.minor };
}

/** Negative, zero or positive, as a sort wants it. */
export function compare(left: Money, right: Money): number {
  sharedCurrency(left, right);
  if (left.minor === right.minor) return 0;
  return left.minor < right.minor ? -1 : 1;
}

export function sum(currency: Currency, amounts: readonly Money[]): Money {
  let total: Money = { currency, minor: 0n };
  for (const amount of amounts) total = add(total, amount);
  return total;
}

/** The same text everywhere, whatever the reader's locale: EUR 1,234.50, JPY 339, EUR -90.10. */
export function formatMoney({ currency, minor }: Money): string {
  const exponent = exponentOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  const whole = groupThousands(digits.slice(0, digits.length - exponent));
  const decimals = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
  return `${currency} ${minor < 0n ? '-' : ''}${whole}${decimals}`;
}

export function groupThousands(digits: string): string {
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** Reads what a person types or copies from a card: "49.00 EUR", "EUR 49", "EUR 1,234.50". */
export function parseMoney(text: string): Result<Money, MoneyRefused> {
  const { code, sign, number } = typedAmount.exec(text.trim())?.groups ?? {};
  if (code === undefined || number === undefined) return swapped(text);
  const currency = parseCurrency(code);
  if (currency === undefined) return err({ kind: 'unknown-currency', code: code.toUpperCase() });
  if (sign !== '') return err({ kind: 'negative' });
  return parseNumber(currency, number);
}

const typedAmount = /^(?<code>[a-z]{3})\s*(?<sign>[-−]?)\s*(?<number>\d[\d.,]{0,39})$/i;
const amountFirst = /^(?<amount>[-−]?\s*\d[\d.,]{0,39})\s*(?<code>[a-z]{3})$/i;
const signFirst = /^[-−]\s*[a-z]{3}\s*\d[\d.,]{0,39}$/i;

function swapped(text: string): Result<Money, MoneyRefused> {
  const { amount, code } = amountFirst.exec(text.trim())?.groups ?? {};
  if (amount !== undefined && code !== undefined) return parseMoney(`${code} ${amount}`);
  return err({ kind: signFirst.test(text.trim()) ? 'negative' : 'not-an-amount' });
}

function parseNumber(currency: Currency, number: string): Result<Money, MoneyRefused> {
  const { whole, decimals = '' } =
    /^(?<whole>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?<decimals>\d+))?$/.exec(number)?.groups ?? {};
  if (whole === undefined) return err({ kind: 'not-an-amount' });
  const exponent = exponentOf(currency);
  if (decimals.length > exponent) return err({ kind: 'too-many-decimals', allowed: exponent });
  // "KWD 1,234" is one and a quarter to half of the world: a comma groups only where the decimals leave no doubt.
  if (whole.includes(',') && decimals.length < exponent) return err({ kind: 'ambiguous-separator' });
  const minor = BigInt(whole.replaceAll(',', '') + decimals.padEnd(exponent, '0'));
  if (minor > MAXIMUM_MINOR) return err({ kind: 'too-large', maximum: { currency, minor: MAXIMUM_MINOR } });
  return ok({ currency, minor });
}

function sharedCurrency(left: Money, right: Money): Currency {
  if (left.currency !== right.currency) throw new Error(`Mixed currencies: ${left.currency} and ${right.currency}`);
  return left.currency;
}
