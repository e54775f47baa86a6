import { jobRecipients, recipientKey } from './job-recipients.ts';
import { repaint, tell } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import { causeOf, episodeSubject, provedOver } from './episode-causes.ts';
import { affectedNames, wakeMailboxes } from './episode-mailboxes.ts';
import { episodeOpenedView, episodeReplacedView, type EpisodeFacts } from './episode-views.ts';
import type { HeldMailbox } from './held-mailbox.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { Episode, EpisodeFault } from './sync-run.ts';

type Failure = HeldMailbox & {
  readonly fault: EpisodeFault;
  readonly since: Temporal.Instant;
  readonly nextAttemptAt: Temporal.Instant;
};

/**
 * Told once per cause: further mailboxes with the same cause join the message that is out already. A mailbox that fails
 * for another reason than before is told anew, because somebody else may have to act.
 */
export async function openEpisode(deps: SyncDeps, stores: Stores, failure: Failure): Promise<void> {
  const { mailbox, fault } = failure;
  for (const over of provedOver(mailbox, fault)) await leaveEpisode(deps, stores, failure, over);
  const cause = causeOf(mailbox, fault);
  const open = await stores.episodes.open(cause);
  if (open === undefined) return await begin(deps, stores, failure, cause);
  const isKnown = open.mailboxes.includes(mailbox.id);
  if (isKnown && open.fault === fault) return;
  const mailboxes = isKnown ? open.mailboxes : [...open.mailboxes, mailbox.id];
  const next: Episode = { ...open, fault, mailboxes, version: open.version + 1 };
  await stores.episodes.replace(open, next);
  await paint(deps, stores, failure, next);
  if (open.fault !== fault) await announce(deps, stores, failure, next);
}

async function begin(deps: SyncDeps, stores: Stores, failure: Failure, cause: string): Promise<void> {
  const { accountId, id } = failure.mailbox;
  const episode: Episode = {
    id: deps.ids.next('episode'),
    accountId,
    cause,
    fault: failure.fault,
    mailboxes: [id],
    openedAt: failure.since,
    closedAt: undefined,
    version: 1,
  };
  // Another mailbox of the same cause was faster: its message is the one.
  if (!(await stores.episodes.add(episode))) return await openEpisode(deps, stores, failure);
  await announce(deps, stores, failure, episode);
}

async function announce(deps: SyncDeps, stores: Stores, failure: Failure, episode: Episode): Promise<void> {
  const view = episodeOpenedView(await factsOf(stores, failure, episode));
  for (const recipient of await jobRecipients(stores, failure.seat.invitedBy)) {
    const key = `episode-opened:${episode.id}:${episode.version}:${recipientKey(recipient)}`;
    await tell(deps, stores, episode.accountId, { key, subject: episodeSubject(episode), recipient, view });
  }
}

async function paint(deps: SyncDeps, stores: Stores, failure: Failure, episode: Episode): Promise<void> {
  await repaint(deps, stores, episode.accountId, {
    subject: episodeSubject(episode),
    view: episodeOpenedView(await factsOf(stores, failure, episode)),
  });
}

/** The others of an episode may be well too, so they are tried now; one that nobody is left in is over. */
async function leaveEpisode(deps: SyncDeps, stores: Stores, failure: Failure, cause: string): Promise<void> {
  const { mailbox } = failure;
  const open = await stores.episodes.open(cause);
  if (open?.mailboxes.includes(mailbox.id) !== true) return;
  const mailboxes = open.mailboxes.filter((id) => id !== mailbox.id);
  const version = open.version + 1;
  if (mailboxes.length > 0) {
    const left: Episode = { ...open, mailboxes, version };
    await stores.episodes.replace(open, left);
    await paint(deps, stores, { ...failure, fault: open.fault }, left);
    return await wakeMailboxes(deps, stores, left);
  }
  await stores.episodes.replace(open, { ...open, closedAt: deps.clock.now(), version });
  const view = episodeReplacedView(open, await affectedNames(stores, open));
  await repaint(deps, stores, open.accountId, { subject: episodeSubject(open), view });
}

async function factsOf(stores: Stores, failure: Failure, episode: Episode): Promise<EpisodeFacts> {
  const { member, nextAttemptAt, mailbox } = failure;
  const names = await affectedNames(stores, episode);
  return { episode, names, nextAttemptAt, member, provider: mailbox.provider };
}
