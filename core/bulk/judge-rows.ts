import { z } from 'zod';
import type { Account } from '../accounts/account.ts';
import { teamSaid } from '../accounts/team.ts';
import {
  absentWhenEmpty,
  addressArgument,
  mailSystemArgument,
  nameArgument,
  privacyArgument,
  seatTypeArgument,
  teamArgument,
} from '../commands/arguments.ts';
import { errorsByField } from '../commands/submitted-form.ts';
import { checkInvitation } from '../seats/invite-member.ts';
import { refusedField, refusedSentence } from '../seats/invite-refused.ts';
import { termRefusedField, termRefusedSentence } from '../seats/terms/term-refused.ts';
import type { Stores } from '../transaction.ts';
import { ROW_FIELDS, type BatchRow, type BatchRowBase, type RowField, type RowTerms } from './batch-row.ts';
import { END_CELLS, judgeEnd, wantedEnd } from './judge-end.ts';
import type { WrittenRow } from './written-row.ts';

type ReadyRow = Extract<BatchRow, { state: 'ready' }>;
type RefusedRow = Extract<BatchRow, { state: 'refused' }>;

export type Judging = {
  readonly account: Account;
  readonly batchId: BatchRow['batchId'];
  /** What holds for every row that does not say otherwise. */
  readonly defaults: RowTerms;
  readonly now: Temporal.Instant;
};

const ROW = z.object({
  fullName: nameArgument,
  address: addressArgument,
  seatType: absentWhenEmpty(seatTypeArgument),
  privacy: absentWhenEmpty(privacyArgument),
  team: absentWhenEmpty(teamArgument),
  mailSystem: absentWhenEmpty(mailSystemArgument),
  ...END_CELLS,
});

type JudgingStores = Pick<
  Stores,
  'accounts' | 'credentials' | 'domains' | 'entitlements' | 'members' | 'policies' | 'seats' | 'seatTerms'
>;

/** Every row gets its verdict by the rules of a single invitation; the first of two with one address counts. */
export async function judgeRows(
  all: JudgingStores,
  judging: Judging,
  written: readonly WrittenRow[],
): Promise<readonly BatchRow[]> {
  const stores = { ...all, seats: listedOnce(all.seats) };
  const lineOf = new Map<string, number>();
  let trials = 0;
  const rows: BatchRow[] = [];
  for (const row of written) {
    const read = readRow(judging, row);
    const first = read.state === 'ready' ? lineOf.get(read.address) : undefined;
    const judged = read.state === 'ready' ? await judgeRow(stores, judging, read, trials) : read;
    if (judged.state === 'ready' && first !== undefined)
      rows.push(refused(judged, 'address', `Line ${first} has the same address; this one is left out.`));
    else rows.push(judged);
    if (judged.state !== 'ready' || first !== undefined) continue;
    lineOf.set(judged.address, judged.number);
    if (judged.terms.end?.kind === 'trial') trials += 1;
  }
  return rows;
}

/** Nothing is written while a list is judged: the trials among the seats are not read again for every row. */
function listedOnce(seats: JudgingStores['seats']): JudgingStores['seats'] {
  let listed: ReturnType<typeof seats.list> | undefined;
  return { ...seats, list: () => (listed ??= seats.list()) };
}

/** What the row says, where it can be read at all. */
function readRow(
  { account, batchId, defaults }: Judging,
  { number, values, broken, remark }: WrittenRow,
): ReadyRow | RefusedRow {
  const shown = { fullName: shownText(values.fullName, 120), address: shownText(values.address, 254) };
  const base = { accountId: account.id, batchId, number, version: 1, ...shown };
  if (broken !== undefined) return refused(base, 'fullName', broken);
  const parsed = ROW.safeParse({ fullName: '', address: '', ...values });
  if (!parsed.success) return unreadable(base, errorsByField(parsed.error));

  const { seatType = defaults.seatType, fullName, address } = parsed.data;
  const { privacy = defaults.privacy, mailSystem = defaults.mailSystem } = parsed.data;
  const team = teamSaid(parsed.data.team, defaults.team);
  const end = wantedEnd(parsed.data, defaults.end);
  if (!end.ok) return refused(base, termRefusedField(end.error), termRefusedSentence(end.error));
  const terms = { seatType, privacy, team, mailSystem, end: end.value };
  return { ...base, fullName, address, state: 'ready', terms, remark };
}

async function judgeRow(
  stores: JudgingStores,
  { account, now }: Judging,
  row: ReadyRow,
  trialsBefore: number,
): Promise<BatchRow> {
  const { address, fullName, terms } = row;
  const invitable = await checkInvitation(stores, account, { address, fullName, ...terms });
  if (!invitable.ok) return refused(row, refusedField(invitable.error), refusedSentence(invitable.error));
  const { known } = invitable.value;
  const judging = { wanted: terms.end, known, seatType: terms.seatType, trialsBefore, now };
  const barred = await judgeEnd(stores, judging);
  return barred === undefined ? row : refused(row, termRefusedField(barred), termRefusedSentence(barred));
}

export function refused(row: BatchRowBase, field: RowField, reason: string): RefusedRow {
  const { accountId, batchId, number, fullName, address, version } = row;
  return { accountId, batchId, number, fullName, address, version, state: 'refused', field, reason };
}

function unreadable(base: BatchRowBase, errors: Readonly<Record<string, string>>): RefusedRow {
  const field = ROW_FIELDS.find((candidate) => errors[candidate] !== undefined) ?? 'address';
  return refused(base, field, errors[field] ?? 'It could not be read.');
}

/** Whatever was written is shown again, cut to what can be stored and read. */
function shownText(text = '', most: number): string {
  return text.replaceAll('\0', '').toWellFormed().slice(0, most).toWellFormed();
}
