import type { AuditActor } from '../../audit/audit-record.ts';
import type { Stores } from '../../transaction.ts';
import type { Mailbox } from '../mailbox.ts';
import { EMPTY_TALLY } from '../sync-run.ts';
import type { MailboxPause } from './mailbox-pause.ts';
import { withoutPause } from './pause-moves.ts';
import { resumeLater, type PauseDeps } from './pause-reading.ts';

export type Resuming = {
  readonly actor: AuditActor;
  readonly isLifted: (pause: MailboxPause) => boolean;
  readonly kind: 'mailbox.resumed' | 'reading.allowed';
};

/** Reading goes on at its cursor, so that nothing of the time between is missed or counted twice. */
export async function resumeReading(
  deps: PauseDeps,
  stores: Stores,
  mailbox: Mailbox,
  { actor, isLifted, kind }: Resuming,
): Promise<Mailbox> {
  const at = deps.clock.now();
  const lifted = withoutPause(mailbox, isLifted);
  const isRead = lifted.desired === 'enabled';
  const resumed = isRead ? { ...lifted, nextSyncAt: at } : lifted;
  await stores.mailboxes.replace(mailbox, resumed);
  await resumeLater(deps, stores, resumed);
  if (isRead) await readSoon(deps, stores, resumed);
  await deps.audit(stores, mailbox.accountId, {
    kind,
    at,
    actor,
    subject: { kind: 'mailbox', id: mailbox.id },
    facts: { reads: isRead },
    personal: [],
  });
  return resumed;
}

/** A first reading waits for its owner to be told, however often it was paused before. */
async function readSoon({ ids, clock }: PauseDeps, { work, runs }: Stores, mailbox: Mailbox): Promise<void> {
  const { accountId, id: mailboxId } = mailbox;
  const queuedAt = clock.now();
  const base = { id: ids.next('sync-run'), accountId, mailboxId, queuedAt, expected: undefined, gaps: [] };
  if (mailbox.lastSyncAt === undefined)
    await runs.add({ ...base, trigger: 'initial', tally: EMPTY_TALLY, version: 1, state: 'queued' });
  const key = `mailbox.sync:${mailboxId}`;
  await work.add({
    id: ids.next('work'),
    kind: 'mailbox.sync',
    key,
    payload: { accountId, mailboxId },
    dueAt: queuedAt,
  });
}
