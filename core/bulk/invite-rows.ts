import type { Account } from '../accounts/account.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import { lockCapacity } from '../seats/capacity.ts';
import { inviteMember, type InviteDeps, type Invitation } from '../seats/invite-member.ts';
import { refusedField, refusedSentence } from '../seats/invite-refused.ts';
import { planTerm } from '../seats/terms/plan-term.ts';
import { termRefusedField, termRefusedSentence, type TermRefused } from '../seats/terms/term-refused.ts';
import type { Stores } from '../transaction.ts';
import type { BatchRow } from './batch-row.ts';
import type { Batch, ListConsent } from './batch.ts';
import { judgeEnd } from './judge-end.ts';
import { refused } from './judge-rows.ts';

type ReadyRow = Extract<BatchRow, { state: 'ready' }>;
export type InvitingRows = {
  readonly batch: Extract<Batch, { state: 'inviting' }>;
  readonly account: Account;
  readonly inviter: Member;
};

/** Invites each as if they had been invited singly; what was true in the preview is asked again. */
export async function inviteRows(
  deps: InviteDeps,
  stores: Stores,
  { batch, account, inviter }: InvitingRows,
  rows: readonly ReadyRow[],
): Promise<void> {
  // Trials are counted under this lock, which comes before any seat is written.
  if (rows.some(({ terms }) => terms.end?.kind === 'trial')) await lockCapacity(stores, 'sync-only');
  for (const row of rows)
    await stores.batchRows.replace(row, await invited(deps, stores, { batch, account, inviter }, row));
}

async function invited(
  deps: InviteDeps,
  stores: Stores,
  { batch, account, inviter }: InvitingRows,
  row: ReadyRow,
): Promise<BatchRow> {
  const { fullName, address, terms, remark: _, ...base } = row;
  const next = { ...row, version: row.version + 1 };
  const term = await agreedEnd(deps, stores, row, batch.consent);
  if (!term.ok) return refused(next, termRefusedField(term.error), termRefusedSentence(term.error));
  const { end: _end, ...wanted } = terms;
  const invitation = { inviter, fullName, address, ...wanted, ...term.value };
  const seat = await inviteMember(deps, stores, account, invitation);
  return seat.ok
    ? { ...base, fullName, address, terms, version: next.version, state: 'invited', seatId: seat.value.id }
    : refused(next, refusedField(seat.error), refusedSentence(seat.error));
}

/**
 * The end as it was agreed to, counted from that moment however late the worker comes. A day that was over by then was not
 * put to anybody, and its row is refused.
 */
async function agreedEnd(
  { clock }: InviteDeps,
  stores: Stores,
  { address, terms: { end, seatType } }: ReadyRow,
  consent: ListConsent | undefined,
): Promise<Result<Pick<Invitation, 'term'>, TermRefused>> {
  if (end === undefined) return ok({});
  const known = await stores.members.byAddress(address);
  const now = consent?.at ?? clock.now();
  const barred = await judgeEnd(stores, { wanted: end, known, seatType, trialsBefore: 0, now });
  if (barred !== undefined) return err(barred);
  if (consent === undefined) throw new Error('A seat of a list is to end and nobody agreed to it');
  const { sentence, deliveryId, at } = consent;
  const planned = await planTerm(stores, end, at);
  return planned.ok ? ok({ term: { planned: planned.value, sentence, deliveryId, agreedAt: at } }) : planned;
}
