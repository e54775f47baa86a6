import { endOf, WARNING_DAYS, type TermBase, type WarningDays } from './term.ts';

type Days = Pick<TermBase, 'endsOn' | 'timeZone'>;
type Warned = Days & Pick<TermBase, 'warned'>;

/** When people begin to work and read. */
const MORNING = '09:00';

export function warningAt({ endsOn, timeZone }: Days, days: WarningDays): Temporal.Instant {
  return endsOn.subtract({ days }).toZonedDateTime({ timeZone, plainTime: MORNING }).toInstant();
}

/** Warnings whose moment is over: whoever chooses an end so near knows it. */
export function passedBefore(term: Days, at: Temporal.Instant): readonly WarningDays[] {
  return WARNING_DAYS.filter((days) => !isBefore(at, warningAt(term, days)));
}

/** What is to be told now and was not: of several that were missed together, the last one alone is worth telling. */
export function warningDue(
  term: Warned,
  now: Temporal.Instant,
): { readonly tell: WarningDays; readonly days: readonly WarningDays[] } | undefined {
  const days = passedBefore(term, now).filter((each) => !term.warned.includes(each));
  const tell = days.at(-1);
  return tell === undefined ? undefined : { tell, days };
}

/** When the term is to be looked at next: for a warning that is still to come, else for its end. */
export function nextMoment(term: Warned): Temporal.Instant {
  const next = WARNING_DAYS.find((days) => !term.warned.includes(days));
  return next === undefined ? endOf(term) : warningAt(term, next);
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
