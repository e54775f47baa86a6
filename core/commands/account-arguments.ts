import { z } from 'zod';
import { TIERS } from '../accounts/account.ts';
import type { Appointment } from '../accounts/first-members.ts';
import type { GivenTerms } from '../accounts/next-terms.ts';
import type { OpeningSeats } from '../accounts/opening-entitlement.ts';
import { BILLING_INTERVALS } from '../billing/billing-period.ts';
import { parseCurrency } from '../billing/currency.ts';
import { parseTimeZone } from '../billing/price-list.ts';
import { PRORATION_MODES } from '../billing/proration.ts';
import {
  absentWhenEmpty,
  addressArgument,
  countArgument,
  dateArgument,
  mailSystemArgument,
  nameArgument,
} from './arguments.ts';

/** Every option of `account create` and `account set`, as typed. */
export const accountArguments = z.object({
  name: absentWhenEmpty(nameArgument),
  tier: absentWhenEmpty(oneOf(TIERS)),
  currency: absentWhenEmpty(read(parseCurrency, 'Not a currency to bill in. Write its code, like EUR.')),
  interval: absentWhenEmpty(oneOf(BILLING_INTERVALS)),
  anchor: absentWhenEmpty(dateArgument),
  timeZone: absentWhenEmpty(read(parseTimeZone, 'Not a time zone. Write it like Europe/Berlin.')),
  mode: absentWhenEmpty(oneOf(PRORATION_MODES)),
  syncOnlyPrice: absentWhenEmpty(z.string().trim()),
  fullAccessPrice: absentWhenEmpty(z.string().trim()),
  syncOnlySeats: absentWhenEmpty(seatsArgument()),
  fullAccessSeats: absentWhenEmpty(seatsArgument()),
  minimum: absentWhenEmpty(countArgument),
  admin: absentWhenEmpty(addressArgument),
  adminName: absentWhenEmpty(nameArgument),
  approver: absentWhenEmpty(addressArgument),
  approverName: absentWhenEmpty(nameArgument),
  support: absentWhenEmpty(addressArgument),
  supportName: absentWhenEmpty(nameArgument),
  mailSystem: absentWhenEmpty(mailSystemArgument),
  workspace: absentWhenEmpty(z.string().transform(workspaces)),
});

export type AccountArguments = z.output<typeof accountArguments>;

export function termsOf(args: AccountArguments): GivenTerms {
  const { currency, interval, anchor, timeZone, mode, minimum, syncOnlyPrice, fullAccessPrice } = args;
  const prices = {
    ...(syncOnlyPrice === undefined ? {} : { 'sync-only': syncOnlyPrice }),
    ...(fullAccessPrice === undefined ? {} : { 'full-access': fullAccessPrice }),
  };
  return { currency, interval, anchor, timeZone, mode, minimum, prices };
}

export function openingOf({ syncOnlySeats, fullAccessSeats }: AccountArguments): OpeningSeats {
  return {
    ...(syncOnlySeats === undefined ? {} : { 'sync-only': syncOnlySeats }),
    ...(fullAccessSeats === undefined ? {} : { 'full-access': fullAccessSeats }),
  };
}

export function appointmentsOf(args: AccountArguments): readonly Appointment[] {
  const { admin, adminName, approver, approverName, support, supportName } = args;
  return [
    ...(admin === undefined ? [] : [{ as: 'admin', address: admin, fullName: adminName } as const]),
    ...(approver === undefined ? [] : [{ as: 'approver', address: approver, fullName: approverName } as const]),
    ...(support === undefined ? [] : [{ as: 'support', address: support, fullName: supportName } as const]),
  ];
}

export type NamedWorkspace = { readonly surface: string; readonly workspace: string };

function workspaces(text: string, context: z.RefinementCtx): readonly NamedWorkspace[] {
  const found = text.split(',').map((part) => /^\s*([a-z]+)\/([\w.-]+)\s*$/u.exec(part));
  const named = found.flatMap((match) => {
    const [, surface, workspace] = match ?? [];
    return surface === undefined || workspace === undefined ? [] : [{ surface, workspace }];
  });
  if (named.length === found.length) return named;
  context.addIssue({ code: 'custom', message: 'Write it as surface/id; several are separated by commas.' });
  return z.NEVER;
}

function oneOf<const Value extends string>(values: readonly Value[]) {
  const message = `Choose ${values.slice(0, -1).join(', ')} or ${values.at(-1)}.`;
  return read((text) => values.find((value) => value === text.toLowerCase()), message);
}

function read<Value>(parse: (text: string) => Value | undefined, message: string) {
  return z.string().transform((text, context): Value => {
    const value = parse(text.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

function seatsArgument() {
  return z
    .string()
    .trim()
    .regex(/^\d{1,5}$/u, 'Not a number of seats. Write it in digits, 0 or more.')
    .transform(Number);
}
