import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { Mailbox } from './mailbox.ts';
import { EMPTY_TALLY } from './sync-run.ts';

type Deps = { readonly ids: Ids; readonly clock: Clock };
type NewMailbox = Pick<Mailbox, 'accountId' | 'memberId' | 'provider' | 'address' | 'class'>;

/** A mailbox that was found readable is kept, and its first reading is queued. */
export async function beginReading(
  { ids, clock }: Deps,
  { mailboxes, runs, work }: Pick<Stores, 'mailboxes' | 'runs' | 'work'>,
  found: NewMailbox,
): Promise<Mailbox> {
  const now = clock.now();
  const mailbox: Mailbox = {
    ...found,
    id: ids.next('mailbox'),
    desired: 'enabled',
    health: { kind: 'ok', checkedAt: now },
    cursor: undefined,
    retryAt: undefined,
    lastSyncAt: undefined,
    nextSyncAt: now,
    version: 1,
  };
  const { accountId, id: mailboxId } = mailbox;
  await mailboxes.add(mailbox);
  const base = { id: ids.next('sync-run'), accountId, mailboxId, queuedAt: now, expected: undefined, gaps: [] };
  await runs.add({ ...base, trigger: 'initial', tally: EMPTY_TALLY, version: 1, state: 'queued' });
  const payload = { accountId, mailboxId };
  await work.add({
    id: ids.next('work'),
    kind: 'mailbox.sync',
    key: `mailbox.sync:${mailboxId}`,
    payload,
    dueAt: now,
  });
  return mailbox;
}
