import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { Round } from './round.ts';

/** The mailbox whose turn it is gets a piece of work of its own; each that is done calls for the next. */
export async function lookAtNext(
  { ids, clock }: { readonly ids: Ids; readonly clock: Clock },
  { roundRows, work }: Pick<Stores, 'roundRows' | 'work'>,
  { id: roundId, accountId }: Round,
): Promise<void> {
  const row = (await roundRows.ofRound(roundId)).find(({ state }) => state === 'waiting');
  if (row?.state !== 'waiting' || row.task.kind !== 'check') return;
  await roundRows.replace(row, { ...row, state: 'looking', version: row.version + 1 });
  const { mailboxId } = row.task;
  await work.add({
    id: ids.next('work'),
    kind: 'mailbox.check',
    key: `mailbox.check:${roundId}:${mailboxId}`,
    payload: { accountId, roundId, mailboxId },
    dueAt: clock.now(),
  });
}
