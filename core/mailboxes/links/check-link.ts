import { isDomainVerified } from '../../domains/proved-domain.ts';
import type { Stores } from '../../transaction.ts';
import type { WorkOutcome, WorkPayload } from '../../work/work.ts';
import { lookAtMailbox, lookLater, type Unauthorised } from '../look-at-mailbox.ts';
import type { MailboxProviders } from '../mailbox-providers.ts';
import { tell } from '../../outbox/tell.ts';
import { ownersNoticeSubject } from '../owners-notice.ts';
import { movedLink } from './link-moves.ts';
import { linkEndedView, linkRefusedByMailboxView, ownerAskedView, ownerToldView } from './link-views.ts';
import type { MailboxLink } from './mailbox-link.ts';
import { purgeUnlinked, type PurgeUnlinkedDeps } from './purge-unlinked.ts';
import { holdsActiveSeat, inform, ownerOf, startLink } from './start-link.ts';

export type CheckLinkDeps = PurgeUnlinkedDeps & { readonly providers: MailboxProviders };

const UNPROVED: Unauthorised = { kind: 'unauthorised', fault: 'domain', detail: 'the domain is not verified' };
const DONE: WorkOutcome = { kind: 'done' };

/** Looks at a mailbox that is to be linked, and ends a link whose owner has not answered in time. */
export function createCheckLink(deps: CheckLinkDeps) {
  return async ({ accountId, linkId }: WorkPayload<'mailbox.link'>, signal: AbortSignal): Promise<WorkOutcome> => {
    const link = await deps.transaction.run(accountId, ({ mailboxLinks }) => mailboxLinks.get(linkId));
    if (link?.state === 'unlinked') return await purgeUnlinked(deps, { accountId, linkId }, signal);
    if (link === undefined || !isOpen(link)) return DONE;
    if (Temporal.Instant.compare(deps.clock.now(), link.until) >= 0)
      return await deps.transaction.run(accountId, (stores) => expire(deps, stores, link));
    if (link.state === 'awaiting-owner') return waitUntil(link);

    const looked = await lookAtMailbox(deps.providers, link, signal);
    const refused = looked.ok ? undefined : looked.error;
    if (refused !== undefined && refused.kind !== 'unauthorised') return lookLater(deps, refused);
    return await deps.transaction.run(accountId, async (stores) => {
      const now = await stores.mailboxLinks.get(linkId);
      if (now?.state !== 'checking') return DONE;
      if (!(await holdsActiveSeat(stores, now))) return await expire(deps, stores, now);
      if (now.class === 'work' && !(await isDomainVerified(stores, now.address)))
        return await refuse(deps, stores, now, UNPROVED);
      return refused === undefined ? await readable(deps, stores, now) : await refuse(deps, stores, now, refused);
    });
  };
}

type Open = Extract<MailboxLink, { state: 'checking' | 'awaiting-owner' }>;

function isOpen(link: MailboxLink): link is Open {
  return link.state === 'checking' || link.state === 'awaiting-owner';
}

function waitUntil({ until }: MailboxLink): WorkOutcome {
  return { kind: 'again', dueAt: until, countsAsAttempt: false, reason: 'the owner has not answered' };
}

async function readable(deps: CheckLinkDeps, stores: Stores, link: MailboxLink): Promise<WorkOutcome> {
  const name = (await stores.members.get(link.askedBy))?.fullName ?? 'an administrator';
  if (link.class === 'work') {
    const mailbox = await startLink(deps, stores, link);
    await tell(deps, stores, link.accountId, {
      key: `mailbox-link:${link.id}:begins`,
      subject: ownersNoticeSubject(mailbox),
      recipient: { kind: 'member', memberId: link.memberId },
      view: ownerToldView(link, name),
    });
    return DONE;
  }
  const asked = movedLink(link, { kind: 'owner-asked', at: deps.clock.now() });
  await stores.mailboxLinks.replace(link, asked);
  await inform(deps, stores, asked, { to: link.memberId, view: ownerAskedView(asked, name) });
  return waitUntil(asked);
}

async function refuse(
  deps: CheckLinkDeps,
  stores: Stores,
  link: MailboxLink,
  { fault, detail }: Unauthorised,
): Promise<WorkOutcome> {
  await stores.mailboxLinks.replace(link, movedLink(link, { kind: 'refused', fault, at: deps.clock.now() }));
  const member = await ownerOf(stores, link);
  const view = linkRefusedByMailboxView(link, member, { fault, detail });
  await inform(deps, stores, link, { to: link.askedBy, view });
  return DONE;
}

async function expire(deps: CheckLinkDeps, stores: Stores, seen: MailboxLink): Promise<WorkOutcome> {
  const link = await stores.mailboxLinks.get(seen.id);
  if (link === undefined || !isOpen(link)) return DONE;
  const expired = movedLink(link, { kind: 'expired', at: deps.clock.now() });
  await stores.mailboxLinks.replace(link, expired);
  const member = await ownerOf(stores, link);
  await inform(deps, stores, expired, { to: link.askedBy, view: linkEndedView(expired, member) });
  return DONE;
}
