import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { moveNotice } from '../outbox/notice-moves.ts';
import type { Notice } from '../outbox/notice.ts';
import { deliverSoon } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import { staleRow } from '../stale-row.ts';
import type { Stores } from '../transaction.ts';
import type { CarriedOut, RemovalPerson } from './removal-request.ts';
import { withoutPerson, type Mentioned } from './without-person.ts';

export type EraseDeps = { readonly ids: Ids; readonly clock: Clock };

/**
 * What people were told, typed and listed stays, with the tombstone where the person stood. Messages that are out in chat
 * are repainted there; what was on its way to the person goes nowhere any more.
 */
export async function eraseMentions(
  deps: EraseDeps,
  stores: Stores,
  member: Member,
  person: RemovalPerson | undefined,
): Promise<CarriedOut> {
  const mentioned = await mentionedAs(stores, member, person);
  const notices = await stores.traces.noticesNaming(mentioned);
  for (const id of notices) {
    const notice = await stores.notices.get(id);
    if (notice !== undefined) await eraseIn(deps, stores, notice, mentioned);
  }
  const rewritten = await stores.traces.rewrite(mentioned);
  return { step: 'mentions erased', at: deps.clock.now(), counts: { messages: notices.length, ...rewritten } };
}

async function mentionedAs(stores: Stores, member: Member, person: RemovalPerson | undefined): Promise<Mentioned> {
  const { id: memberId, fullName } = member;
  const isShared = (await stores.members.list()).some((one) => one.id !== memberId && one.fullName === fullName);
  const chats = await stores.identities.ofMember(memberId);
  return {
    memberId,
    fullName: isShared ? undefined : fullName,
    addresses: [...new Set([member.address, ...(person?.addresses ?? [])])],
    users: [...new Set(chats.map(({ user }) => user.user))],
  };
}

async function eraseIn(deps: EraseDeps, stores: Stores, notice: Notice, person: Mentioned): Promise<void> {
  const isTheirs = wentTo(notice, person);
  const erased = { ...withoutPerson(notice, person), wanted: notice.wanted + (isTheirs ? 0 : 1) };
  const next = isTheirs ? stopped(erased, deps.clock.now()) : erased;
  if (!(await stores.notices.replace(notice, next))) throw staleRow(`Notice ${notice.id}`);
  if (!isTheirs && notice.state !== 'undeliverable') await deliverSoon(deps, stores, notice.accountId, notice.id);
}

function wentTo({ recipient }: Notice, { memberId, users }: Mentioned): boolean {
  if (recipient.kind === 'member') return recipient.memberId === memberId;
  return recipient.address.kind === 'user' && users.includes(recipient.address.user);
}

function stopped(notice: Notice, at: Temporal.Instant): Notice {
  const given = moveNotice(notice, { kind: 'given-up', reason: 'the person was removed', at });
  return given.ok ? given.value : notice;
}
