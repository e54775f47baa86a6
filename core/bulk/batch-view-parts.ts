import type { Action, Block, Inline } from '../views/view.ts';
import type { BatchRow } from './batch-row.ts';
import type { Batch } from './batch.ts';
import { rowGroup, rowText, wantedSeatText, type RowGroup, type RowLine } from './row-texts.ts';

export const ROWS_A_PAGE = 20;

const ORDER = { 'not invited': 0, 'has no seat': 1, 'on the way': 2, 'has a seat': 3 } as const satisfies Record<
  RowGroup,
  number
>;

/** What needs somebody stands before what goes well. */
export function troubleFirst(lines: readonly RowLine[]): readonly RowLine[] {
  return lines.toSorted(
    (one, other) => ORDER[rowGroup(one)] - ORDER[rowGroup(other)] || one.row.number - other.row.number,
  );
}

/** One page of rows: what did not go well in full sentences, because a table cuts them; the rest as a table. */
export function rowBlocks(lines: readonly RowLine[], page: number): readonly Block[] {
  const shown = lines.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE);
  const [bad, good] = [shown.filter(isTrouble), shown.filter((line) => !isTrouble(line))];
  const totalBad = page === 1 ? lines.filter(isTrouble).length : bad.length;
  return [
    ...(bad.length === 0 ? [] : [{ kind: 'list', items: bad.map(rowSentence), total: totalBad } as const]),
    ...(good.length === 0 ? [] : [rowTable(good, page === 1 ? lines.length - totalBad : good.length)]),
  ];
}

function isTrouble(line: RowLine): boolean {
  return ORDER[rowGroup(line)] < ORDER['on the way'];
}

function rowSentence(line: RowLine): readonly Inline[] {
  const { number, fullName, address } = line.row;
  return [`Line ${number}: `, { strong: nameOr(fullName) }, ` ${addressOr(address)}. `, rowText(line)];
}

function rowTable(lines: readonly RowLine[], total: number): Block {
  // Where all get a seat of one type, the facts above say so; when it ends stands here alone.
  const differ = new Set(lines.map(wantedSeatText)).size > 1 || lines.some(({ row }) => hasEnd(row));
  return {
    kind: 'table',
    columns: ['Line', 'Name', 'E-mail', ...(differ ? ['Seat'] : []), 'Result'],
    rows: lines.map((line): readonly Inline[] => [
      `${line.row.number}`,
      { strong: nameOr(line.row.fullName) },
      addressOr(line.row.address),
      ...(differ ? [wantedSeatText(line)] : []),
      rowText(line),
    ]),
    total,
  };
}

function hasEnd(row: BatchRow): boolean {
  return row.state !== 'refused' && row.terms.end !== undefined;
}

function nameOr(fullName: string): string {
  return fullName === '' ? 'no name' : fullName;
}

function addressOr(address: string): string {
  return address === '' ? 'no address' : address;
}

export function listActions(batch: Batch, lines: readonly RowLine[]): readonly Action[] {
  return [
    ...(lines.length > ROWS_A_PAGE ? [batchButton('batch show', `Show all ${lines.length}`, batch)] : []),
    batchButton('batch export', 'Export as CSV', batch),
  ];
}

type StepName = 'confirm' | 'cancel' | 'review' | 'withdraw' | 'show' | 'export';

export function batchButton(
  command: `batch ${StepName}`,
  label: string,
  { id, version }: Batch,
  { weight = 'plain', page }: { readonly weight?: 'primary' | 'plain'; readonly page?: number } = {},
): Action {
  const args = { batch: id, version, ...(page === undefined ? {} : { page }) };
  return { kind: 'run', label, weight, does: { command, args } };
}

export function countPeople(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

export function note(text: string): Block {
  return { kind: 'note', text: [text] };
}
