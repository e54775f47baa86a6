import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/canonical.ts';
import { planTerm, whatEnds, type PlannedTerm } from '../seats/terms/plan-term.ts';
import type { Stores } from '../transaction.ts';
import { countOf } from '../views/count-text.ts';
import { dateText } from '../views/date-text.ts';
import type { BatchRow } from './batch-row.ts';
import type { Batch } from './batch.ts';

type ReadyRow = Extract<BatchRow, { state: 'ready' }>;

/** Somebody of a list whose seat is to end, and when. */
export type PlannedEnd = { readonly row: ReadyRow; readonly planned: PlannedTerm };

export type ListEnds = { readonly ends: readonly PlannedEnd[]; readonly undoDays: number };

/** When the seats of a list end, counted from now. A day that has passed is left to the verdict of its row. */
export async function endsOfList(
  stores: Pick<Stores, 'accounts'>,
  rows: readonly BatchRow[],
  now: Temporal.Instant,
): Promise<readonly PlannedEnd[]> {
  const ends: PlannedEnd[] = [];
  for (const row of rows) {
    if (row.state !== 'ready' || row.terms.end === undefined) continue;
    const planned = await planTerm(stores, row.terms.end, now);
    if (planned.ok) ends.push({ row, planned: planned.value });
  }
  return ends;
}

/** So many days are written one by one; of more, the first and the last. */
const DAYS_WRITTEN = 5;

/** What is agreed to for all of them at once, word for word. It names nobody: each end is kept with its own day. */
export function listEndSentence({ ends, undoDays }: ListEnds): string {
  const trials = ends.filter(({ planned }) => planned.kind === 'trial').length;
  const seats = ends.length - trials;
  const what = [
    ...(trials === 0 ? [] : [countOf(trials, 'trial', 'trials')]),
    ...(seats === 0 ? [] : [countOf(seats, 'seat', 'seats')]),
  ].join(' and ');
  const isOne = ends.length === 1;
  return [
    `I agree that ${what} of this list ${isOne ? 'ends at the end of its' : 'end at the end of their'} last day, ${daysText(ends)},`,
    `and that ${isOne ? 'whoever has it is' : 'those who have them are'} deactivated then:`,
    whatEnds(undoDays),
  ].join(' ');
}

function daysText(ends: readonly PlannedEnd[]): string {
  const days = ends
    .map(({ planned }) => planned.endsOn)
    .toSorted((one, other) => Temporal.PlainDate.compare(one, other));
  const texts = [...new Set(days.map(dateText))];
  if (texts.length <= DAYS_WRITTEN) return texts.join(', ');
  return `between ${texts[0]} and ${texts.at(-1)}`;
}

/** What a confirmation is bound to: the sentence, and everybody’s day as it was shown. */
export function listEndHash({ id, version }: Pick<Batch, 'id' | 'version'>, list: ListEnds): string {
  const days = list.ends.map(({ row, planned }) => [
    row.number,
    row.address,
    planned.kind,
    planned.endsOn.toString(),
    planned.timeZone,
  ]);
  const content = ['usher/list-end/v1', id, version, listEndSentence(list), days];
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
