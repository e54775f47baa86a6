import { handOverLists } from '../lists/hand-over-lists.ts';
import type { RunStep } from './step-result.ts';

/** To whoever agreed to the departure, as they are: a private list stays private. */
export const passOnLists: RunStep = async (_deps, stores, { memberId, consent, undo }) => {
  const passed = await handOverLists(stores, memberId, consent.by);
  const lists = [...undo.lists, ...passed.map(({ id }) => id)];
  return { isFinished: true, counts: { lists: passed.length }, undo: { lists } };
};
