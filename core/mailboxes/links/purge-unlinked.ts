import { holdOn } from '../../departures/legal-hold.ts';
import type { DepartureConfig } from '../../departures/departure-config.ts';
import type { Stores, Transaction } from '../../transaction.ts';
import type { WorkOutcome, WorkPayload } from '../../work/work.ts';
import { startOver } from '../start-over.ts';
import type { LinkDeps } from './link-mailbox.ts';
import { movedLink } from './link-moves.ts';
import { ownerOf } from './start-link.ts';

export type PurgeUnlinkedDeps = LinkDeps & { readonly transaction: Transaction; readonly leaving: DepartureConfig };

/** How soon it is looked again whether a legal hold is over. */
const LOOK_AGAIN = Temporal.Duration.from({ hours: 1 });
const DONE: WorkOutcome = { kind: 'done' };

/** Deletes what was read from a personal mailbox, batch by batch; killed anywhere, the next worker goes on after the last. */
export async function purgeUnlinked(
  deps: PurgeUnlinkedDeps,
  { accountId, linkId }: WorkPayload<'mailbox.link'>,
  signal: AbortSignal,
): Promise<WorkOutcome> {
  while (!signal.aborted) {
    const outcome = await deps.transaction.run(accountId, (stores) => purgeBatch(deps, stores, linkId));
    if (outcome !== undefined) return outcome;
  }
  return { kind: 'again', dueAt: deps.clock.now(), countsAsAttempt: false, reason: 'stopped' };
}

/** Undefined while there is more to delete right away. */
async function purgeBatch(
  deps: PurgeUnlinkedDeps,
  stores: Stores,
  linkId: WorkPayload<'mailbox.link'>['linkId'],
): Promise<WorkOutcome | undefined> {
  const at = deps.clock.now();
  const link = await stores.mailboxLinks.get(linkId);
  if (link?.state !== 'unlinked' || link.purgeAt === undefined) return DONE;
  if (Temporal.Instant.compare(at, link.purgeAt) < 0) return later(link.purgeAt, 'undo window');
  const { id: owner } = await ownerOf(stores, link);
  if ((await holdOn(stores, owner)) !== undefined) return later(at.add(LOOK_AGAIN), 'legal hold');
  const mailbox = await stores.mailboxes.get(link.mailboxId);
  if (mailbox?.desired !== 'disabled') throw new Error(`Mailbox ${link.mailboxId} is to be purged while it is read`);
  const { messages } = await stores.mail.forget(mailbox, deps.leaving.purgeBatch);
  if (messages === deps.leaving.purgeBatch) return undefined;
  await startOver(stores, mailbox);
  await stores.mailboxLinks.replace(link, movedLink(link, { kind: 'purged', at }));
  await deps.audit(stores, link.accountId, {
    kind: 'mailbox.purged',
    at,
    actor: { kind: 'job', job: 'mailbox.link' },
    subject: { kind: 'mailbox', id: mailbox.id },
    facts: { link: link.id },
    personal: [],
  });
  return DONE;
}

function later(dueAt: Temporal.Instant, reason: string): WorkOutcome {
  return { kind: 'again', dueAt, countsAsAttempt: false, reason };
}
