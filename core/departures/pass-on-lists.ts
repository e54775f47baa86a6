import type { Id } from '../ids.ts';
import { handOverLists } from '../lists/hand-over-lists.ts';
import { capable } from '../people/capable.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';
import type { RunStep } from './step-result.ts';

/** To whoever agreed to the departure, as they are: a private list stays private. */
export const passOnLists: RunStep = async (_deps, stores, { memberId, consent, undo }) => {
  const passed = await handOverLists(stores, memberId, await heirOf(stores, consent.by));
  const lists = [...undo.lists, ...passed.map(({ id }) => id)];
  return { isFinished: true, counts: { lists: passed.length }, undo: { lists } };
};

/** A seat that was given an end may outlast whoever chose it; then it is somebody who manages users. */
async function heirOf({ accounts, members }: Stores, by: Id<'member'>): Promise<Id<'member'>> {
  const all = await members.list();
  if (all.some(({ id, standing }) => id === by && standing === 'active')) return by;
  const [first] = capable(POLICY.deactivate, await accounts.get(), all);
  return first?.id ?? by;
}
