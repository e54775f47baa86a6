import type { WantedTerm } from './wanted-term.ts';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../audit/canonical.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Stores } from '../../transaction.ts';
import { dateText } from '../../views/date-text.ts';
import type { TermBase } from './term.ts';
import { countOf } from '../../views/count-text.ts';

export type PlannedTerm = Pick<TermBase, 'kind' | 'endsOn' | 'timeZone'>;

/** A trial without another word lasts two weeks, and none lasts longer than a month. */
export const TRIAL_DAYS = { usual: 14, most: 30 } as const;
const MOST_YEARS = 5;

export type DayRefused = { readonly kind: 'day-is-over' | 'day-too-far'; readonly day: Temporal.PlainDate };

/** The last day in the account’s own calendar; one that is over already or lies beyond all planning is refused. */
export async function planTerm(
  { accounts }: Pick<Stores, 'accounts'>,
  wanted: WantedTerm,
  now: Temporal.Instant,
): Promise<Result<PlannedTerm, DayRefused>> {
  const timeZone = (await accounts.terms())?.timeZone ?? 'UTC';
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  if (wanted.kind === 'trial') return ok({ kind: 'trial', endsOn: today.add({ days: wanted.days }), timeZone });
  const { endsOn } = wanted;
  if (Temporal.PlainDate.compare(endsOn, today) < 0) return err({ kind: 'day-is-over', day: endsOn });
  const last = today.add({ years: MOST_YEARS });
  if (Temporal.PlainDate.compare(endsOn, last) > 0) return err({ kind: 'day-too-far', day: endsOn });
  return ok({ kind: 'expiring', endsOn, timeZone });
}

export function dayRefusedSentence({ kind, day }: DayRefused): string {
  return kind === 'day-is-over'
    ? `${dateText(day)} is over. Choose today or a later day.`
    : `${dateText(day)} is more than ${MOST_YEARS} years away. Choose a nearer day.`;
}

export type Ending = { readonly fullName: string; readonly planned: PlannedTerm; readonly undoDays: number };

/** What is agreed to, word for word: the end is a deactivation, so it says what one takes and what it keeps. */
export function termSentence({ fullName, planned, undoDays }: Ending): string {
  const what = planned.kind === 'trial' ? `the trial of ${fullName}` : `the seat of ${fullName}`;
  return [
    `I agree that ${what} ends at the end of ${dateText(planned.endsOn)} and that they are deactivated then:`,
    whatEnds(undoDays),
  ].join(' ');
}

/** What the end of a seat takes and what it keeps. */
export function whatEnds(undoDays: number): string {
  return [
    'sign-in, syncing and the API key end, and their lists become mine.',
    'The e-mail and calendar data of their company mailboxes is kept.',
    `The data of personal mailboxes that they have linked by then is deleted ${countOf(undoDays, 'day', 'days')} later.`,
  ].join(' ');
}

/** What a confirmation is bound to: the sentence as it was shown, and the end that it takes the place of. */
export function termHash(ending: Ending, before: Pick<TermBase, 'id'> | undefined): string {
  const { kind, endsOn, timeZone } = ending.planned;
  const content = ['usher/term/v1', kind, endsOn.toString(), timeZone, termSentence(ending), before?.id ?? null];
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
