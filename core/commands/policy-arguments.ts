import { z } from 'zod';
import { APPROVAL_MODES } from '../approvals/approval-policy.ts';
import type { Currency } from '../billing/currency.ts';
import { parseMoney, type Money } from '../billing/money.ts';
import { err, ok, type Result } from '../result.ts';
import { absentWhenEmpty, seatTypeArgument } from './arguments.ts';

export const modeArgument = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.enum(APPROVAL_MODES, 'Choose manual, manual-unless-free, auto or auto-below.'));

export const typeArgument = absentWhenEmpty(seatTypeArgument);

/** An amount as typed; the currency is the account's, so it is read when the account is known. */
export const amountArgument = absentWhenEmpty(z.string().trim().max(40, 'An amount has at most 40 characters.'));

const LONGEST_HOURS = 30 * 24;

/** Days are typed with a d: 3d, or hours as a number or with an h: 72. */
export const hoursArgument = absentWhenEmpty(
  z.union([z.number(), z.string()]).transform((given, context) => {
    const { number, unit } =
      /^(?<number>\d{1,4})\s*(?<unit>h|hours?|d|days?)?$/iu.exec(String(given).trim())?.groups ?? {};
    const hours = Number(number) * (unit?.toLowerCase().startsWith('d') === true ? 24 : 1);
    if (hours >= 1 && hours <= LONGEST_HOURS) return hours;
    context.addIssue({ code: 'custom', message: 'Write hours like 72 or days like 3d, at most 30 days.' });
    return z.NEVER;
  }),
);

export const yesArgument = absentWhenEmpty(
  z.union([z.boolean(), z.string()]).transform((given, context) => {
    const word = String(given).trim().toLowerCase();
    if (['yes', 'true', 'on'].includes(word)) return true;
    if (['no', 'false', 'off'].includes(word)) return false;
    context.addIssue({ code: 'custom', message: 'Write yes or no.' });
    return z.NEVER;
  }),
);

/** Reads an amount in the currency that the account is billed in; another currency is refused. */
export function readAmount(text: string, currency: Currency): Result<Money, string> {
  const bare = /^[\d.,]+$/u.test(text);
  const money = parseMoney(bare ? `${currency} ${text}` : text);
  if (!money.ok) return err(`Not an amount. Write it like ${currency} 100.00.`);
  return money.value.currency === currency
    ? ok(money.value)
    : err(`The account is billed in ${currency}, so the policy counts in ${currency} too.`);
}
