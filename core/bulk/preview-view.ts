import { PRIVACY_LEVELS, PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import { available } from '../seats/capacity.ts';
import type { Entitlement } from '../seats/entitlement.ts';
import { SEAT_TYPES, SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import { countOf } from '../views/count-text.ts';
import type { Fact, View } from '../views/view.ts';
import { batchButton, countPeople, listActions, note, rowBlocks, troubleFirst } from './batch-view-parts.ts';
import type { BatchRow } from './batch-row.ts';
import type { Batch } from './batch.ts';
import type { RowLine } from './row-texts.ts';

export type Preview = {
  readonly batch: Batch;
  readonly lines: readonly RowLine[];
  readonly ignored: readonly string[];
  readonly entitlements: readonly Entitlement[];
};

/** What would happen, row by row, before anything does. */
export function previewView({ batch, lines, ignored, entitlements }: Preview): View {
  const good = lines.filter(({ row }) => row.state === 'ready').length;
  const bad = lines.length - good;
  return {
    title: `${countPeople(lines.length)}: ${good} can be invited, ${bad} cannot`,
    tone: bad === 0 ? 'good' : 'attention',
    blocks: [
      ...(good === 0 ? [] : [{ kind: 'facts', facts: seatFacts(lines, entitlements) } as const]),
      ...rowBlocks(troubleFirst(lines), 1),
      ...(ignored.length === 0
        ? []
        : [note(`Columns without a meaning here, not used: ${ignored.slice(0, 20).join(', ')}.`)]),
      ...(good === 0 ? [] : [note(termsText(lines))]),
      note(
        'Nothing has happened yet. Their mailboxes are checked first; for those without a free seat you then see one price for all, and agree to it before anything is asked for.',
      ),
    ],
    actions: [
      ...(good === 0
        ? []
        : [
            batchButton('batch confirm', good === 1 ? 'Check 1 mailbox' : `Check ${good} mailboxes`, batch, {
              weight: 'primary',
            }),
          ]),
      batchButton('batch cancel', 'Cancel', batch),
      ...listActions(batch, lines),
    ],
  };
}

/** Of each seat type in the list: how many are wanted, how many are free, and how many would have to be bought. */
function seatFacts(lines: readonly RowLine[], entitlements: readonly Entitlement[]): readonly Fact[] {
  const trials = lines.filter(({ row }) => row.state === 'ready' && !isPurchased(row)).length;
  const seats = SEAT_TYPES.flatMap((seatType): readonly Fact[] => {
    const wanted = lines.filter(({ row }) => isPurchased(row) && row.terms.seatType === seatType).length;
    if (wanted === 0) return [];
    const entitlement = entitlements.find((candidate) => candidate.seatType === seatType);
    const free = entitlement === undefined ? 0 : available(entitlement);
    const value = `for ${countOf(wanted, 'person', 'people')}. ${freeText(free)} ${shortText(wanted - free)}`;
    return [{ label: `${SEAT_TYPE_NAMES[seatType]} seats`, value: [value] }];
  });
  return trials === 0 ? seats : [...seats, { label: 'Trials', value: [trialsText(trials)] }];
}

/** Somebody who tries Usher out holds no purchased seat and is in no price. */
function isPurchased(row: BatchRow): row is Extract<BatchRow, { state: 'ready' }> {
  return row.state === 'ready' && row.terms.end?.kind !== 'trial';
}

function trialsText(count: number): string {
  return `for ${countOf(count, 'person', 'people')}. They cost nothing and hold none of the purchased seats.`;
}

function freeText(free: number): string {
  if (free === 0) return 'None is free.';
  return `${free} ${free === 1 ? 'is' : 'are'} free, used first, and ${free === 1 ? 'costs' : 'cost'} nothing.`;
}

function shortText(short: number): string {
  return short > 0 ? `At most ${countOf(short, 'seat has', 'seats have')} to be bought.` : 'Nothing has to be bought.';
}

/** What the rows say, or the form, or the defaults of the account: whoever confirms has seen what colleagues will see. */
function termsText(lines: readonly RowLine[]): string {
  const terms = lines.flatMap(({ row }) => (row.state === 'ready' ? [row.terms] : []));
  const levels = PRIVACY_LEVELS.flatMap((level) => {
    const count = terms.filter(({ privacy }) => privacy === level).length;
    return count === 0 ? [] : [`${PRIVACY_MEANINGS[level].title} for ${countPeople(count)}`];
  });
  const teams = [...new Set(terms.flatMap(({ team }) => team ?? []))].map(
    (name) => `${name} for ${countPeople(terms.filter(({ team }) => team === name).length)}`,
  );
  return `Privacy: ${levels.join(', ')}.${teams.length === 0 ? '' : ` Team: ${teams.join(', ')}.`}`;
}
