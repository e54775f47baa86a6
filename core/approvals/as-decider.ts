import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { ApprovalRequest } from './approval-request.ts';
import type { Decider } from './decide.ts';
import { countsFor, type Delegation } from './delegation.ts';
import { stillDecides } from './still-decides.ts';

type DelegationStores = Pick<Stores, 'delegations' | 'members'>;

/** Somebody who is about to decide, with those whose delegate they are and who may still decide themselves. */
export async function asDecider(
  stores: DelegationStores,
  { request, member }: { readonly request: ApprovalRequest; readonly member: Member },
  { at, version }: Pick<Decider, 'at' | 'version'>,
): Promise<Decider> {
  return { memberId: member.id, absent: absentFor(request, await standsInFor(stores, member.id, at)), at, version };
}

/** The absences in which a member decides too at a moment. Only what is one's own is passed on, so there is no chain. */
export async function standsInFor(
  { delegations, members }: DelegationStores,
  memberId: Id<'member'>,
  at: Temporal.Instant,
): Promise<readonly Delegation[]> {
  const theirs = (await delegations.active(at)).filter(({ to }) => to === memberId);
  const absent = await Promise.all(theirs.map(({ from }) => members.get(from)));
  const deciding = new Set(
    absent.filter((member) => member !== undefined && stillDecides(member)).map((one) => one?.id),
  );
  return theirs.filter(({ from }) => deciding.has(from));
}

/** Whose decision on this request goes to the delegate. */
export function absentFor(request: ApprovalRequest, absences: readonly Delegation[]): readonly Id<'member'>[] {
  return absences.filter((absence) => countsFor(absence, request)).map(({ from }) => from);
}

/** Whoever stands in for one of these on a request at a moment. */
export async function delegatesOf(
  { delegations }: Pick<Stores, 'delegations'>,
  request: ApprovalRequest,
  memberIds: readonly Id<'member'>[],
  at: Temporal.Instant,
): Promise<readonly Id<'member'>[]> {
  const active = (await delegations.active(at)).filter((delegation) => countsFor(delegation, request));
  return active.filter(({ from }) => memberIds.includes(from)).map(({ to }) => to);
}
