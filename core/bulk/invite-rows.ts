import type { Account } from '../accounts/account.ts';
import type { Member } from '../people/member.ts';
import { inviteMember, type InviteDeps } from '../seats/invite-member.ts';
import { refusedField, refusedSentence } from '../seats/invite-refused.ts';
import type { Stores } from '../transaction.ts';
import type { BatchRow } from './batch-row.ts';
import type { Batch } from './batch.ts';
import { refused } from './judge-rows.ts';

type ReadyRow = Extract<BatchRow, { state: 'ready' }>;
export type InvitingRows = { readonly batch: Batch; readonly account: Account; readonly inviter: Member };

/** Invites each as if they had been invited singly; what was true in the preview is asked again. */
export async function inviteRows(
  deps: InviteDeps,
  stores: Stores,
  { account, inviter }: InvitingRows,
  rows: readonly ReadyRow[],
): Promise<void> {
  for (const row of rows) {
    const { fullName, address, terms, remark: _, ...base } = row;
    const invitation = { inviter, fullName, address, ...terms };
    const seat = await inviteMember(deps, stores, account, invitation);
    const version = row.version + 1;
    const next: BatchRow = seat.ok
      ? { ...base, fullName, address, terms, version, state: 'invited', seatId: seat.value.id }
      : refused({ ...row, version }, refusedField(seat.error), refusedSentence(seat.error));
    await stores.batchRows.replace(row, next);
  }
}
