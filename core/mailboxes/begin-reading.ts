import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { Mailbox } from './mailbox.ts';
import { EMPTY_TALLY } from './sync-run.ts';

export type ReadingDeps = { readonly ids: Ids; readonly clock: Clock };
type NewMailbox = Pick<Mailbox, 'accountId' | 'memberId' | 'provider' | 'address' | 'class'>;

/** A mailbox that was found readable is kept, and its first reading is queued. */
export async function beginReading(
  deps: ReadingDeps,
  stores: Pick<Stores, 'mailboxes' | 'runs' | 'work'>,
  found: NewMailbox,
): Promise<Mailbox> {
  const now = deps.clock.now();
  const mailbox: Mailbox = {
    ...found,
    id: deps.ids.next('mailbox'),
    desired: 'enabled',
    pauses: [],
    health: { kind: 'ok', checkedAt: now },
    cursor: undefined,
    retryAt: undefined,
    lastSyncAt: undefined,
    nextSyncAt: now,
    version: 1,
  };
  await stores.mailboxes.add(mailbox);
  await queueFirstReading(deps, stores, mailbox);
  return mailbox;
}

export async function queueFirstReading(
  { ids, clock }: ReadingDeps,
  { runs, work }: Pick<Stores, 'runs' | 'work'>,
  { accountId, id: mailboxId }: Mailbox,
): Promise<void> {
  const now = clock.now();
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
}
