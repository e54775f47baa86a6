import { z } from 'zod';
import { MAIL_SYSTEMS, type MailSystem } from '../accounts/provider.ts';
import { normalAddress, isUsableAddress, normalDomain } from '../relationships/address.ts';
import { PRIVACY_LEVELS, type PrivacyLevel } from '../relationships/privacy.ts';
import { TRIAL_DAYS } from '../seats/terms/plan-term.ts';
import { SEAT_TYPES, type SeatType } from '../seats/seat-type.ts';

const MAXIMUM_SEATS = 10_000;

/** Nothing typed and an empty field are the same: absent. */
export function absentWhenEmpty<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    schema.optional(),
  );
}

export const addressArgument = z
  .string()
  .trim()
  .max(254, 'An e-mail address has at most 254 characters.')
  .transform((text, context) => {
    const address = isUsableAddress(text) ? normalAddress(text) : undefined;
    if (address !== undefined) return address;
    const message = /^@[\w-]+$/u.test(text) ? NO_MENTION : 'Not an e-mail address. Write it like ada@company.example.';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const NO_MENTION =
  'A mention says who somebody is in this chat, not where their mail is. Write their e-mail address, like ada@company.example.';

/** Several, separated by commas or blanks. */
export const addressesArgument = z.string().transform((text, context): readonly string[] => {
  const typed = text.split(/[\s,;]+/u).filter((part) => part !== '');
  const wrong = typed.find((part) => !isUsableAddress(part));
  if (wrong === undefined) return typed.map((part) => normalAddress(part) ?? part);
  context.addIssue({ code: 'custom', message: `${wrong} is no e-mail address. Write them like ada@company.example.` });
  return z.NEVER;
});

export const domainArgument = z
  .string()
  .trim()
  .max(253, 'A domain has at most 253 characters.')
  .transform((text, context) => {
    const domain = normalDomain(text.replace(/^@/u, ''));
    if (domain !== undefined) return domain;
    context.addIssue({ code: 'custom', message: 'Not a domain. Write it like company.example.' });
    return z.NEVER;
  });

export const nameArgument = z
  .string()
  .trim()
  .min(2, 'The full name is too short.')
  .max(120, 'The full name has at most 120 characters.')
  .refine(
    (name) => !/[<>\p{Cc}\p{Cf}]/u.test(name),
    'The full name has a character that names do not have, such as < or an invisible one.',
  );

export const teamArgument = z
  .string()
  .trim()
  .max(80, 'A team name has at most 80 characters.')
  .refine(
    (name) => /[\p{L}\p{N}]/u.test(name) && !/[<>\p{Cc}\p{Cf}]/u.test(name),
    'A team name has letters or digits, and none of < > or invisible characters.',
  );

export const countArgument = z
  .union(
    [
      z.number(),
      z
        .string()
        .trim()
        .regex(/^\d{1,6}$/u)
        .transform(Number),
    ],
    'Not a whole number. Write it in digits, like 5.',
  )
  .refine((count) => Number.isInteger(count) && count >= 1, 'At least 1.')
  .refine((count) => count <= MAXIMUM_SEATS, 'At most 10,000 at once.');

/** A day of the calendar as everybody reads it: 2026-12-01 is one, 2026-02-30 and 20261201 are none. */
export const dateArgument = z
  .string()
  .trim()
  .transform((text, context) => {
    const date = parseDate(text);
    if (date !== undefined) return date;
    context.addIssue({ code: 'custom', message: 'Not a date of the calendar. Write it like 2026-12-01.' });
    return z.NEVER;
  });

export type MonthOrDay = { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate };

/** `2026-01` is all of January, `2026-01-15` one day. */
export const monthOrDayArgument = z
  .string()
  .trim()
  .transform((text, context): MonthOrDay => {
    const isMonth = /^\d{4}-\d{2}$/u.test(text);
    const first = parseDate(isMonth ? `${text}-01` : text);
    if (first !== undefined) return { first, last: isMonth ? first.add({ months: 1 }).subtract({ days: 1 }) : first };
    context.addIssue({ code: 'custom', message: 'Not a month or a day. Write it like 2026-01 or 2026-01-15.' });
    return z.NEVER;
  });

function parseDate(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const SEAT_WORDS: Readonly<Record<string, SeatType>> = {
  sync: 'sync-only',
  'sync only': 'sync-only',
  full: 'full-access',
  'full access': 'full-access',
};
export const seatTypeArgument = choiceArgument(SEAT_TYPES, SEAT_WORDS, 'Choose sync-only or full-access.');

const PRIVACY_WORDS: Readonly<Record<string, PrivacyLevel>> = {
  all: 'share-all',
  subjects: 'share-subjects',
  participants: 'participants-only',
  none: 'participants-only',
};
export const privacyArgument = choiceArgument(
  PRIVACY_LEVELS,
  PRIVACY_WORDS,
  'Choose share-all, share-subjects or participants-only.',
);

/** Whether a single word is a level rather than somebody’s name. */
export function isPrivacyWord(word: string): boolean {
  return privacyArgument.safeParse(word).success;
}

const MAIL_WORDS: Readonly<Record<string, MailSystem>> = {
  workspace: 'google',
  office365: 'microsoft',
  '365': 'microsoft',
  'on-premises': 'exchange',
  onprem: 'exchange',
};
export const mailSystemArgument = choiceArgument(MAIL_SYSTEMS, MAIL_WORDS, 'Choose google, microsoft or exchange.');

/** `yes`, or for how many days somebody tries Usher out. */
export const trialArgument = z.string().transform((text, context): number => {
  const word = text.trim().toLowerCase();
  const days = word === 'yes' ? TRIAL_DAYS.usual : Number(/^(\d{1,3})(?: ?d| ?days)?$/u.exec(word)?.[1] ?? Number.NaN);
  if (days >= 1 && days <= TRIAL_DAYS.most) return days;
  const message = `Write yes for ${TRIAL_DAYS.usual} days, or how many days, at most ${TRIAL_DAYS.most}.`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** A box that must be ticked; unticked or left out of the answers, it says what does not happen. */
export function tickedArgument(unless: string) {
  return z
    .union([z.boolean(), z.string()])
    .default(false)
    .refine((ticked) => ticked === true || ticked === 'true' || ticked === 'yes', unless);
}

export const agreedArgument = tickedArgument(
  'Tick the box to agree to the amount. Without it nothing is asked for and nothing is charged.',
);

export const agreedToArgument = tickedArgument('Tick the box to agree. Without it nothing is changed.');

export function choiceArgument<Value extends string>(
  values: readonly Value[],
  words: Readonly<Record<string, NoInfer<Value>>>,
  message: string,
) {
  return z.string().transform((text, context): Value => {
    const word = text.trim().toLowerCase();
    const value =
      values.find((candidate) => candidate === word) ?? (Object.hasOwn(words, word) ? words[word] : undefined);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}
