import type { Signature } from '../commands/signature.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { Fact } from '../views/view.ts';
import { holdOn, type HoldSeen } from './legal-hold.ts';

/** What is to come of somebody who leaves; and what keeps their data, which is for those alone who may decide on that. */
export async function departureFacts(
  stores: Pick<Stores, 'departures' | 'holds'>,
  available: readonly Signature[],
  { id }: Member,
): Promise<readonly Fact[]> {
  const departure = await stores.departures.open(id);
  const hold = await holdSeen(stores, available, id);
  return [
    ...(departure?.state === 'scheduled'
      ? [{ label: 'Will be deactivated', value: [{ moment: departure.dueAt }] }]
      : []),
    ...(departure?.state === 'undoable'
      ? [{ label: 'Can be taken back until', value: [{ moment: departure.purgeAt }] }]
      : []),
    ...(hold?.reason === undefined ? [] : [{ label: 'Legal hold', value: [hold.reason] }]),
  ];
}

/** That there is one everybody who is stopped by it may know; why, only whoever may decide on it. */
export async function holdSeen(
  stores: Pick<Stores, 'holds'>,
  available: readonly Signature[],
  memberId: Member['id'],
): Promise<HoldSeen | undefined> {
  const hold = await holdOn(stores, memberId);
  if (hold === undefined) return undefined;
  return { reason: available.some(({ name }) => name === 'hold') ? hold.reason : undefined };
}
