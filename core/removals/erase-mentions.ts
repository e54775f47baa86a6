import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { moveNotice } from '../outbox/notice-moves.ts';
import type { Notice } from '../outbox/notice.ts';
import { deliverSoon } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import { staleRow } from '../stale-row.ts';
import type { Stores } from '../transaction.ts';
import type { RemovalPerson } from './removal-request.ts';
import type { Counts } from './carried-out.ts';
import { isTheirChat, withoutChat, withoutPerson, type Mentioned } from './without-person.ts';

export type EraseDeps = { readonly ids: Ids; readonly clock: Clock };

/** What one transaction rewrote; the next one finds what is left. */
export type ErasedBatch = { readonly isFinished: boolean; readonly counts: Counts };

/** Few enough for a short transaction: others write of people too and wait for the same rows. */
const BATCH = 200;

/**
 * What people were told, typed and listed stays, with the tombstone where the person stood. Messages that are out in chat
 * are repainted there; what was on its way to the person goes nowhere any more. The removals are rewritten in the last
 * batch: until then they say by which addresses the person is found.
 */
export async function eraseMentions(
  deps: EraseDeps,
  stores: Stores,
  member: Member,
  person: RemovalPerson | undefined,
): Promise<ErasedBatch> {
  const mentioned = await mentionedAs(stores, member, person);
  const messages = await eraseInNotices(deps, stores, mentioned);
  if (messages === BATCH) return { isFinished: false, counts: { messages } };
  const { isFinished, rewritten } = await stores.traces.rewrite(mentioned, BATCH - messages);
  return { isFinished, counts: { messages, ...rewritten } };
}

async function mentionedAs(stores: Stores, member: Member, person: RemovalPerson | undefined): Promise<Mentioned> {
  const { id: memberId, fullName } = member;
  const others = (await stores.members.list()).filter(({ id }) => id !== memberId);
  const chats = await stores.identities.ofMember(memberId);
  return {
    memberId,
    fullName: others.some((one) => one.fullName.includes(fullName)) ? undefined : fullName,
    addresses: [...new Set([member.address, ...(person?.addresses ?? [])])],
    users: chats.map(({ user }) => user),
  };
}

async function eraseInNotices(deps: EraseDeps, stores: Stores, person: Mentioned): Promise<number> {
  let erased = 0;
  let after: Id<'notice'> | undefined;
  while (erased < BATCH) {
    const page = await stores.traces.noticesNaming(person, { after, limit: BATCH });
    for (const id of page) {
      const notice = await stores.notices.get(id);
      if (notice !== undefined && (await eraseIn(deps, stores, notice, person))) erased += 1;
      if (erased === BATCH) return erased;
    }
    if (page.length < BATCH) return erased;
    after = page.at(-1);
  }
  return erased;
}

/** Its words and to whom it goes; by what it is found and what it is about are read by their exact words. */
async function eraseIn(deps: EraseDeps, stores: Stores, notice: Notice, person: Mentioned): Promise<boolean> {
  const isTheirs = wentTo(notice, person);
  const view = withoutPerson(notice.view, person);
  const isRepainted = view !== notice.view && !isTheirs;
  const erased = { ...withoutChat(notice, person), view, wanted: notice.wanted + (isRepainted ? 1 : 0) };
  const next = isTheirs ? stopped(erased, deps.clock.now()) : erased;
  if (view === notice.view && next.state === notice.state && withoutChat(notice, person) === notice) return false;
  if (!(await stores.notices.replace(notice, next))) throw staleRow(`Notice ${notice.id}`);
  if (isRepainted && notice.state !== 'undeliverable') await deliverSoon(deps, stores, notice.accountId, notice.id);
  return true;
}

function wentTo({ recipient }: Notice, { memberId, users }: Mentioned): boolean {
  if (recipient.kind === 'member') return recipient.memberId === memberId;
  return recipient.address.kind === 'user' && isTheirChat(recipient.address, users);
}

function stopped(notice: Notice, at: Temporal.Instant): Notice {
  const given = moveNotice(notice, { kind: 'given-up', reason: 'the person was removed', at });
  return given.ok ? given.value : notice;
}
