import { repaint, type TellDeps } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import { credentialCause, episodeSubject, mailboxCause, providerCause } from './episode-causes.ts';
import { affectedNames } from './episode-mailboxes.ts';
import { episodeLeftView, episodeOpenedView } from './episode-views.ts';
import type { Mailbox } from './mailbox.ts';
import type { Episode } from './sync-run.ts';

/**
 * A mailbox that is not to be read any more is taken out of every failure that it shares, so that nothing is told about it
 * afterwards. The others of a shared cause still wait; a failure that nobody is left in has nobody to mend it for.
 */
export async function leaveEpisodes(deps: TellDeps, stores: Stores, mailbox: Mailbox): Promise<void> {
  for (const cause of [mailboxCause(mailbox), credentialCause(mailbox), providerCause(mailbox)]) {
    const open = await stores.episodes.open(cause);
    if (open?.mailboxes.includes(mailbox.id) === true) await leave(deps, stores, open, mailbox);
  }
}

async function leave(deps: TellDeps, stores: Stores, open: Episode, mailbox: Mailbox): Promise<void> {
  const mailboxes = open.mailboxes.filter((id) => id !== mailbox.id);
  const version = open.version + 1;
  const left: Episode =
    mailboxes.length > 0 ? { ...open, mailboxes, version } : { ...open, closedAt: deps.clock.now(), version };
  await stores.episodes.replace(open, left);
  const view = mailboxes.length > 0 ? await stillOpenView(deps, stores, left) : episodeLeftView(left);
  if (view !== undefined) await repaint(deps, stores, open.accountId, { subject: episodeSubject(open), view });
}

/** As it is told of the others, who are named without the one that left. */
async function stillOpenView({ clock }: TellDeps, stores: Stores, episode: Episode) {
  const [first] = episode.mailboxes;
  const mailbox = first === undefined ? undefined : await stores.mailboxes.get(first);
  const member = mailbox === undefined ? undefined : await stores.members.get(mailbox.memberId);
  if (mailbox === undefined || member === undefined) return undefined;
  return episodeOpenedView({
    episode,
    names: await affectedNames(stores, episode),
    nextAttemptAt: mailbox.retryAt ?? mailbox.nextSyncAt ?? clock.now(),
    member,
    provider: mailbox.provider,
  });
}
