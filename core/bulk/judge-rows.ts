import { z } from 'zod';
import type { Account } from '../accounts/account.ts';
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
import type { Stores } from '../transaction.ts';
import { ROW_FIELDS, type BatchRow, type BatchRowBase, type RowField, type RowTerms } from './batch-row.ts';
import type { WrittenRow } from './written-row.ts';

export type Judging = {
  readonly account: Account;
  readonly batchId: BatchRow['batchId'];
  /** What holds for every row that does not say otherwise. */
  readonly defaults: RowTerms;
};

const ROW = z.object({
  fullName: nameArgument,
  address: addressArgument,
  seatType: absentWhenEmpty(seatTypeArgument),
  privacy: absentWhenEmpty(privacyArgument),
  team: absentWhenEmpty(teamArgument),
  mailSystem: absentWhenEmpty(mailSystemArgument),
});

type JudgingStores = Pick<Stores, 'credentials' | 'domains' | 'members' | 'seats'>;

/** Every row gets its verdict by the rules of a single invitation; the first of two with one address counts. */
export async function judgeRows(
  stores: JudgingStores,
  judging: Judging,
  written: readonly WrittenRow[],
): Promise<readonly BatchRow[]> {
  const lineOf = new Map<string, number>();
  const rows: BatchRow[] = [];
  for (const row of written) {
    const judged = await judgeRow(stores, judging, row);
    const first = lineOf.get(judged.address);
    if (judged.state === 'ready' && first !== undefined)
      rows.push(refused(judged, 'address', `Line ${first} has the same address; this one is left out.`));
    else rows.push(judged);
    if (judged.state === 'ready' && first === undefined) lineOf.set(judged.address, judged.number);
  }
  return rows;
}

async function judgeRow(
  stores: JudgingStores,
  { account, batchId, defaults }: Judging,
  { number, values, broken, remark }: WrittenRow,
): Promise<BatchRow> {
  const shown = { fullName: shownText(values.fullName, 120), address: shownText(values.address, 254) };
  const base = { accountId: account.id, batchId, number, version: 1, ...shown };
  if (broken !== undefined) return refused(base, 'fullName', broken);
  const parsed = ROW.safeParse({ fullName: '', address: '', ...values });
  if (!parsed.success) return unreadable(base, errorsByField(parsed.error));

  const { seatType = defaults.seatType, fullName, address } = parsed.data;
  const { privacy = defaults.privacy, team = defaults.team, mailSystem = defaults.mailSystem } = parsed.data;
  const terms = { seatType, privacy, team, mailSystem };
  const invitable = await checkInvitation(stores, account, { address, fullName, ...terms });
  if (!invitable.ok) return refused(base, refusedField(invitable.error), refusedSentence(invitable.error));
  return { ...base, fullName, address, state: 'ready', terms, remark };
}

export function refused(row: BatchRowBase, field: RowField, reason: string): BatchRow {
  const { accountId, batchId, number, fullName, address, version } = row;
  return { accountId, batchId, number, fullName, address, version, state: 'refused', field, reason };
}

function unreadable(base: BatchRowBase, errors: Readonly<Record<string, string>>): BatchRow {
  const field = ROW_FIELDS.find((candidate) => errors[candidate] !== undefined) ?? 'address';
  return refused(base, field, errors[field] ?? 'It could not be read.');
}

/** Whatever was written is shown again, cut to what can be stored and read. */
function shownText(text = '', most: number): string {
  return text.replaceAll('\0', '').toWellFormed().slice(0, most).toWellFormed();
}
