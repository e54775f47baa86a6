import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { Inline } from '../views/view.ts';
import type { Decommission } from './decommission.ts';

/** What the deletion waits for, where it has been asked for. */
export type DeletionUnderway =
  | { readonly kind: 'departure'; readonly dueAt: Temporal.Instant }
  | { readonly kind: 'removal'; readonly number: number };

/** A decommissioning with what its card says besides. */
export type DecommissionCase = {
  readonly decommission: Decommission;
  readonly member: Member;
  readonly names: (member: Id<'member'>) => Inline;
  readonly underway: DeletionUnderway | undefined;
};

type CaseStores = Pick<Stores, 'members' | 'departures' | 'removals'>;

export async function caseOf(stores: CaseStores, decommission: Decommission): Promise<DecommissionCase> {
  const members = new Map((await stores.members.list()).map((member) => [member.id, member]));
  const nameOf = (id: Id<'member'>): Member => {
    const member = members.get(id);
    if (member === undefined) throw new Error(`Decommissioning ${decommission.id} names ${id}, who is not stored`);
    return member;
  };
  return {
    decommission,
    member: nameOf(decommission.memberId),
    names: (id) => ({ member: id, name: nameOf(id).fullName }),
    underway: await underwayOf(stores, decommission),
  };
}

async function underwayOf(
  { departures, removals }: CaseStores,
  { memberId }: Decommission,
): Promise<DeletionUnderway | undefined> {
  const departure = await departures.open(memberId);
  if (departure?.state === 'scheduled') return { kind: 'departure', dueAt: departure.dueAt };
  const removal = await removals.openOf(memberId);
  return removal === undefined ? undefined : { kind: 'removal', number: removal.number };
}
