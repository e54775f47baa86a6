import { jobRecipients, recipientKey } from './job-recipients.ts';
import { repaint, tell } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import type { HeldMailbox } from './held-mailbox.ts';
import type { MailboxFault } from './mailbox-provider.ts';
import type { Mailbox } from './mailbox.ts';
import { episodeClosedView, episodeOpenedView, type EpisodeFacts } from './episode-views.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { Episode } from './sync-run.ts';

type Failure = HeldMailbox & { readonly fault: MailboxFault; readonly nextAttemptAt: Temporal.Instant };

/** Told once per cause: further mailboxes with the same cause join the message that is out already. */
export async function openEpisode(deps: SyncDeps, stores: Stores, failure: Failure): Promise<void> {
  const { mailbox, fault } = failure;
  const cause = fault === 'credential' ? credentialCause(mailbox) : mailboxCause(mailbox);
  const open = await stores.episodes.open(cause);
  if (open === undefined) return await begin(deps, stores, failure, cause);
  if (open.mailboxes.includes(mailbox.id)) return;
  const joined: Episode = { ...open, mailboxes: [...open.mailboxes, mailbox.id], version: open.version + 1 };
  await stores.episodes.replace(open, joined);
  await repaint(deps, stores, mailbox.accountId, {
    subject: subjectOf(joined),
    view: episodeOpenedView(await factsOf(stores, failure, joined)),
  });
}

/** A mailbox that was read proves that its own cause is mended, and the organization's access too. */
export async function closeEpisodes(deps: SyncDeps, stores: Stores, held: HeldMailbox): Promise<void> {
  for (const cause of [mailboxCause(held.mailbox), credentialCause(held.mailbox)]) {
    const open = await stores.episodes.open(cause);
    if (open === undefined) continue;
    const closed: Episode = { ...open, closedAt: deps.clock.now(), version: open.version + 1 };
    await stores.episodes.replace(open, closed);
    await tellClosed(deps, stores, held, closed);
    await wakeOthers(deps, stores, held.mailbox, closed);
  }
}

function mailboxCause({ id }: Mailbox): string {
  return `mailbox:${id}`;
}

function credentialCause({ provider }: Mailbox): string {
  return `credential:${provider}`;
}

function subjectOf({ id }: Episode): string {
  return `episode:${id}`;
}

async function begin(deps: SyncDeps, stores: Stores, failure: Failure, cause: string): Promise<void> {
  const { accountId, id } = failure.mailbox;
  const episode: Episode = {
    id: deps.ids.next('episode'),
    accountId,
    cause,
    mailboxes: [id],
    openedAt: deps.clock.now(),
    closedAt: undefined,
    version: 1,
  };
  // Another mailbox of the same cause was faster: its message is the one.
  if (!(await stores.episodes.add(episode))) return await openEpisode(deps, stores, failure);
  const view = episodeOpenedView(await factsOf(stores, failure, episode));
  for (const recipient of await jobRecipients(stores, failure.seat.invitedBy)) {
    const key = `episode-opened:${episode.id}:${recipientKey(recipient)}`;
    await tell(deps, stores, accountId, { key, subject: subjectOf(episode), recipient, view });
  }
}

async function tellClosed(deps: SyncDeps, stores: Stores, { seat }: HeldMailbox, episode: Episode): Promise<void> {
  const view = episodeClosedView(episode, await namesOf(stores, episode));
  for (const recipient of await jobRecipients(stores, seat.invitedBy)) {
    const key = `episode-closed:${episode.id}:${recipientKey(recipient)}`;
    await tell(deps, stores, episode.accountId, { key, subject: `episode-closed:${episode.id}`, recipient, view });
  }
}

/** Nobody waits for tomorrow's look when the common cause is known to be mended. */
async function wakeOthers(deps: SyncDeps, { work }: Stores, read: Mailbox, { mailboxes }: Episode): Promise<void> {
  const { accountId } = read;
  for (const mailboxId of mailboxes.filter((id) => id !== read.id)) {
    await work.add({
      id: deps.ids.next('work'),
      kind: 'mailbox.sync',
      key: `mailbox.sync:${mailboxId}`,
      payload: { accountId, mailboxId },
      dueAt: deps.clock.now(),
    });
  }
}

async function factsOf(stores: Stores, failure: Failure, episode: Episode): Promise<EpisodeFacts> {
  const { member, fault, nextAttemptAt, mailbox } = failure;
  const names = await namesOf(stores, episode);
  return { episode, names, fault, nextAttemptAt, member, provider: mailbox.provider };
}

async function namesOf({ mailboxes, members }: Stores, episode: Episode): Promise<readonly string[]> {
  const names: string[] = [];
  for (const id of episode.mailboxes) {
    const mailbox = await mailboxes.get(id);
    const member = mailbox === undefined ? undefined : await members.get(mailbox.memberId);
    if (member !== undefined) names.push(member.fullName);
  }
  return names;
}
