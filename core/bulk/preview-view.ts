import { available } from '../seats/capacity.ts';
import type { Entitlement } from '../seats/entitlement.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { View } from '../views/view.ts';
import { batchButton, countPeople, listActions, note, rowBlocks, troubleFirst } from './batch-view-parts.ts';
import type { Batch } from './batch.ts';
import type { RowLine } from './row-texts.ts';

export type Preview = {
  readonly batch: Batch;
  readonly lines: readonly RowLine[];
  readonly ignored: readonly string[];
  readonly entitlement: Entitlement | undefined;
};

/** What would happen, row by row, before anything does. */
export function previewView({ batch, lines, ignored, entitlement }: Preview): View {
  const good = lines.filter(({ row }) => row.state === 'ready').length;
  const bad = lines.length - good;
  const free = entitlement === undefined ? 0 : available(entitlement);
  return {
    title: `${countPeople(lines.length)}: ${good} can be invited, ${bad} cannot`,
    tone: bad === 0 ? 'good' : 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Seat', value: [SEAT_TYPE_NAMES[batch.seatType]] },
          { label: 'Free seats', value: [`${free}; they are used first and cost nothing`] },
        ],
      },
      ...rowBlocks(troubleFirst(lines), 1),
      ...(ignored.length === 0
        ? []
        : [note(`Columns without a meaning here, not used: ${ignored.slice(0, 20).join(', ')}.`)]),
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
