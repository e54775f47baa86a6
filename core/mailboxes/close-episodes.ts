import type { Recipient } from '../outbox/notice.ts';
import { tell } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import { credentialCause, mailboxCause, providerCause } from './episode-causes.ts';
import { affectedNames, wakeMailboxes } from './episode-mailboxes.ts';
import { episodeClosedView } from './episode-views.ts';
import type { HeldMailbox } from './held-mailbox.ts';
import { jobRecipients, recipientKey } from './job-recipients.ts';
import { firstReadingSubject } from './sync-notices.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { Episode } from './sync-run.ts';

/** A mailbox that was read proves that its own cause is mended, and the organization's access too. */
export async function closeEpisodes(deps: SyncDeps, stores: Stores, held: HeldMailbox): Promise<void> {
  for (const cause of [mailboxCause(held.mailbox), credentialCause(held.mailbox)]) {
    const open = await stores.episodes.open(cause);
    if (open === undefined) continue;
    await close(deps, stores, held, open);
    const others = open.mailboxes.filter((id) => id !== held.mailbox.id);
    await wakeMailboxes(deps, stores, { ...open, mailboxes: others });
  }
  await answersAgain(deps, stores, held);
}

/** A mail system may answer for one mailbox and not for another: it is back when it answers for all that waited for it. */
async function answersAgain(deps: SyncDeps, stores: Stores, held: HeldMailbox): Promise<void> {
  const open = await stores.episodes.open(providerCause(held.mailbox));
  if (open?.mailboxes.includes(held.mailbox.id) !== true) return;
  const waiting: Episode['mailboxes'][number][] = [];
  for (const id of open.mailboxes) {
    if (id !== held.mailbox.id && (await stores.mailboxes.get(id))?.desired === 'enabled') waiting.push(id);
  }
  if (waiting.length === 0) return await close(deps, stores, held, open);
  await stores.episodes.replace(open, { ...open, mailboxes: waiting, version: open.version + 1 });
}

async function close(deps: SyncDeps, stores: Stores, held: HeldMailbox, open: Episode): Promise<void> {
  const closed: Episode = { ...open, closedAt: deps.clock.now(), version: open.version + 1 };
  await stores.episodes.replace(open, closed);
  const view = episodeClosedView(closed, await affectedNames(stores, closed), held.mailbox.provider);
  for (const recipient of await toldOf(stores, held)) {
    const key = `episode-closed:${closed.id}:${recipientKey(recipient)}`;
    await tell(deps, stores, closed.accountId, { key, subject: `episode-closed:${closed.id}`, recipient, view });
  }
}

/** Whoever invited somebody saw the first reading stop, also where job notices go to a channel. */
async function toldOf(stores: Stores, { mailbox, seat }: HeldMailbox): Promise<readonly Recipient[]> {
  const recipients = await jobRecipients(stores, seat.invitedBy);
  if (mailbox.lastSyncAt !== undefined || recipients.some(({ kind }) => kind === 'member')) return recipients;
  const seen = await stores.notices.ofSubject(firstReadingSubject(mailbox.id));
  return seen.length === 0 ? recipients : [...recipients, { kind: 'member', memberId: seat.invitedBy }];
}
