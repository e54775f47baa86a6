import { tell } from '../../outbox/tell.ts';
import type { Member } from '../../people/member.ts';
import type { View } from '../../views/view.ts';
import type { Stores } from '../../transaction.ts';
import { beginReading } from '../begin-reading.ts';
import type { Mailbox } from '../mailbox.ts';
import { resumeReading } from '../pauses/resume-reading.ts';
import type { LinkDeps } from './link-mailbox.ts';
import { linkAgain } from './link-again.ts';
import { movedLink } from './link-moves.ts';
import type { MailboxLink } from './mailbox-link.ts';
import { isReadable } from '../../seats/seat-moves.ts';

/** The mailbox begins to be read for its member. */
export async function startLink(deps: LinkDeps, stores: Stores, link: MailboxLink): Promise<Mailbox> {
  const { accountId, memberId, provider, address } = link;
  const mailbox =
    (await readOn(deps, stores, link)) ??
    (await linkAgain(deps, stores, link)) ??
    (await beginReading(deps, stores, { accountId, memberId, provider, address, class: link.class }));
  const linked = movedLink(link, { kind: 'linked', mailboxId: mailbox.id, at: deps.clock.now() });
  await stores.mailboxLinks.replace(link, linked);
  await deps.audit(stores, accountId, {
    kind: 'mailbox.linked',
    at: deps.clock.now(),
    actor: { kind: 'job', job: 'mailbox.link' },
    subject: { kind: 'mailbox', id: mailbox.id },
    facts: { link: link.id, class: link.class, provider },
    personal: [],
  });
  return mailbox;
}

/** One that was unlinked is read on from where it stopped: what is stored of it is not read a second time. */
async function readOn(
  deps: LinkDeps,
  stores: Stores,
  { id, memberId, address }: MailboxLink,
): Promise<Mailbox | undefined> {
  const links = await stores.mailboxLinks.ofMember(memberId);
  const before = links.findLast((each) => each.address === address && each.id !== id);
  if (before?.state !== 'unlinked' && before?.state !== 'purged') return undefined;
  const mailbox = await stores.mailboxes.get(before.mailboxId);
  if (mailbox?.desired !== 'disabled') return undefined;
  await stores.mailboxLinks.replace(before, movedLink(before, { kind: 'relinked', at: deps.clock.now() }));
  await stores.work.cancel(`mailbox.link:${before.id}`);
  // The owner has just been told, or asked: no pause of before stands against it.
  return await resumeReading(
    deps,
    stores,
    { ...mailbox, desired: 'paused' },
    {
      actor: { kind: 'job', job: 'mailbox.link' },
      isLifted: () => true,
      kind: 'mailbox.resumed',
    },
  );
}

/** Whoever has left meanwhile, or lost their seat, is not read. */
export async function holdsActiveSeat({ seats }: Stores, { memberId }: MailboxLink): Promise<boolean> {
  const seat = await seats.ofMember(memberId);
  return seat !== undefined && isReadable(seat);
}

export async function ownerOf({ members }: Stores, { memberId }: MailboxLink): Promise<Member> {
  const member = await members.get(memberId);
  if (member === undefined) throw new Error(`A mailbox is linked for member ${memberId}, who is not stored`);
  return member;
}

export async function inform(
  deps: LinkDeps,
  stores: Stores,
  { id, accountId, state, version }: MailboxLink,
  { to, view }: { readonly to: Member['id']; readonly view: View },
): Promise<void> {
  const key = `mailbox-link:${id}:${state}:${version}:${to}`;
  await tell(deps, stores, accountId, {
    key,
    subject: `mailbox-link:${id}`,
    recipient: { kind: 'member', memberId: to },
    view,
  });
}
