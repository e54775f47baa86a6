import type { View } from '../views/view.ts';
import { stateText } from './batch-texts.ts';
import {
  batchButton,
  countPeople,
  listActions,
  note,
  rowBlocks,
  ROWS_A_PAGE,
  troubleFirst,
} from './batch-view-parts.ts';
import type { Batch } from './batch.ts';
import { rowGroup, type RowGroup, type RowLine } from './row-texts.ts';

/** The message that is repainted until everybody has come to an end. */
export function progressView(batch: Batch, lines: readonly RowLine[]): View {
  const count = (group: RowGroup) => lines.filter((line) => rowGroup(line) === group).length;
  const ended = lines.length - count('on the way');
  return {
    title: `${countPeople(lines.length)} invited${lines.length === 1 ? '' : ' together'}: ${stateText(batch)}`,
    tone: batch.state === 'finished' ? (count('has a seat') === lines.length ? 'good' : 'attention') : 'neutral',
    blocks: [
      { kind: 'progress', label: 'Come to an end', done: ended, of: lines.length },
      {
        kind: 'facts',
        facts: GROUPS.map((group) => ({ label: GROUP_LABELS[group], value: [countPeople(count(group))] })),
      },
      ...rowBlocks(troubleFirst(lines), 1),
      { kind: 'note', text: ['Reference ', { code: batch.id }] },
    ],
    actions: listActions(batch, lines),
  };
}

export function rowsView(batch: Batch, lines: readonly RowLine[], page: number): View {
  const next =
    lines.length > page * ROWS_A_PAGE
      ? [
          batchButton('batch show', `Next ${Math.min(ROWS_A_PAGE, lines.length - page * ROWS_A_PAGE)}`, batch, {
            page: page + 1,
          }),
        ]
      : [];
  return {
    title: `${countPeople(lines.length)} invited${lines.length === 1 ? '' : ' together'}: ${stateText(batch)}`,
    tone: 'neutral',
    blocks: rowBlocks(lines, page),
    actions: [...next, batchButton('batch export', 'Export as CSV', batch)],
  };
}

export function finishedView(batch: Batch, lines: readonly RowLine[]): View {
  const seated = lines.filter((line) => rowGroup(line) === 'has a seat').length;
  const without = lines.filter((line) => rowGroup(line) !== 'has a seat');
  return {
    title: `Your list is done: ${seated} of ${countPeople(lines.length)} ${seated === 1 ? 'has' : 'have'} a seat`,
    tone: without.length === 0 ? 'good' : 'attention',
    blocks: [
      ...rowBlocks(without, 1),
      note(
        'Each mailbox may take up to 24 hours to read for the first time; everybody is told when theirs is complete.',
      ),
    ],
    actions: listActions(batch, lines),
  };
}

const GROUPS = ['has a seat', 'on the way', 'has no seat', 'not invited'] as const satisfies readonly RowGroup[];
const GROUP_LABELS = {
  'has a seat': 'Have a seat',
  'on the way': 'On the way',
  'has no seat': 'Without a seat',
  'not invited': 'Not invited',
} as const satisfies Record<RowGroup, string>;
