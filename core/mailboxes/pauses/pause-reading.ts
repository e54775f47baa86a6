import type { AuditTrail } from '../../audit/audit-trail.ts';
import type { Clock } from '../../clock.ts';
import type { Id, Ids } from '../../ids.ts';
import type { Stores } from '../../transaction.ts';
import type { Mailbox } from '../mailbox.ts';
import { stopReading } from '../stop-reading.ts';
import { nextEnd, sideOf, withPause } from './pause-moves.ts';

export type PauseDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type Pausing = {
  readonly by: Id<'member'>;
  readonly until: Temporal.Instant | undefined;
  /** An objection is the owner’s pause that was asked for by the notice before the first reading. */
  readonly kind: 'mailbox.paused' | 'reading.objected';
};

/** Nothing more is read; a worker in the middle of a page finds the mailbox changed and stores nothing of it. */
export async function pauseReading(
  deps: PauseDeps,
  stores: Stores,
  mailbox: Mailbox,
  { by, until, kind }: Pausing,
): Promise<Mailbox> {
  const since = deps.clock.now();
  const side = sideOf(mailbox, by);
  const stopped = await stopReading(deps, stores, mailbox, { desired: 'paused' });
  const paused = withPause(stopped, { side, by, since, until });
  await stores.mailboxes.replace(stopped, paused);
  await resumeLater(deps, stores, paused);
  await deps.audit(stores, mailbox.accountId, {
    kind,
    at: since,
    actor: { kind: 'member', memberId: by },
    subject: { kind: 'mailbox', id: mailbox.id },
    facts: { side, until: until?.toString() ?? null },
    personal: [],
  });
  return paused;
}

/** A worker looks at it when a pause ends. */
export async function resumeLater(
  { ids }: Pick<PauseDeps, 'ids'>,
  { work }: Pick<Stores, 'work'>,
  mailbox: Mailbox,
): Promise<void> {
  const { accountId, id: mailboxId } = mailbox;
  const key = `mailbox.resume:${mailboxId}`;
  const dueAt = nextEnd(mailbox);
  if (dueAt === undefined) await work.cancel(key);
  else await work.add({ id: ids.next('work'), kind: 'mailbox.resume', key, payload: { accountId, mailboxId }, dueAt });
}
