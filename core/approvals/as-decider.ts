import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { Decider } from './decide.ts';
import { stillDecides } from './still-decides.ts';

type DelegationStores = Pick<Stores, 'delegations' | 'members'>;

/** Somebody who is about to decide, with those whose delegate they are and who may still decide themselves. */
export async function asDecider(
  stores: DelegationStores,
  member: Member,
  { at, version }: Pick<Decider, 'at' | 'version'>,
): Promise<Decider> {
  return { memberId: member.id, absent: await absentOf(stores, member.id, at), at, version };
}

/** Whose decisions a member takes too at a moment. Only what is one's own is passed on, so there is no chain. */
export async function absentOf(
  { delegations, members }: DelegationStores,
  memberId: Id<'member'>,
  at: Temporal.Instant,
): Promise<readonly Id<'member'>[]> {
  const theirs = (await delegations.active(at)).filter(({ to }) => to === memberId);
  const absent = await Promise.all(theirs.map(({ from }) => members.get(from)));
  return absent
    .filter((member) => member !== undefined)
    .filter(stillDecides)
    .map(({ id }) => id);
}

/** Whoever stands in for one of these at a moment. */
export async function delegatesOf(
  { delegations }: Pick<Stores, 'delegations'>,
  memberIds: readonly Id<'member'>[],
  at: Temporal.Instant,
): Promise<readonly Id<'member'>[]> {
  const active = await delegations.active(at);
  return active.filter(({ from }) => memberIds.includes(from)).map(({ to }) => to);
}
