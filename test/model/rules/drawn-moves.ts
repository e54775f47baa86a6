import { readDrawing, type Drawing } from '../../drawing.ts';
import { keyOf, KINDS, thingsIn, type Kind, type Thing } from '../things.ts';
import type { Seen } from '../seen.ts';
import type { Rule } from './rule.ts';

type Paths = ReadonlyMap<string, ReadonlySet<string>>;

/** Where each kind of thing begins, and where it can come to from there. */
const DRAWN = {
  seat: drawn('core/seats/seats.md', ['checking']),
  request: drawn('core/approvals/approval-requests.md', ['pending']),
  departure: drawn('core/departures/departures.md', ['scheduled', 'leaving']),
  removal: drawn('core/removals/removals.md', ['awaiting-endorsement', 'submitted']),
  batch: drawn('core/bulk/batches.md', ['draft']),
} as const satisfies Record<Kind, { readonly paths: Paths; readonly first: readonly string[] }>;

/** Nothing changes in a way that no path of its drawing leads, and nothing disappears. */
export const movesAreDrawn: Rule = async (stores, { seen }) => {
  const things = await thingsIn(stores);
  const there = new Set(KINDS.flatMap((kind) => things[kind].map(({ id }) => keyOf(kind, id))));
  const gone = [...seen.states.keys()].filter((key) => !there.has(key));
  return [
    ...KINDS.flatMap((kind) => things[kind].map((thing) => moved(seen, kind, thing))),
    ...gone.map((key) => `a ${key.split(' ')[0]} has disappeared`),
  ];
};

function moved({ states }: Seen, kind: Kind, { id, state }: Thing): string {
  const before = states.get(keyOf(kind, id));
  if (before === state) return '';
  const { paths, first } = DRAWN[kind];
  const begins = before === undefined ? first : [before];
  const isDrawn = begins.some((start) => (before === undefined && start === state) || paths.get(start)?.has(state));
  return isDrawn ? '' : `a ${kind} went from ${before ?? 'nothing'} to ${state}`;
}

function drawn(path: string, first: readonly string[]) {
  return { paths: reachable(readDrawing(path)), first };
}

/** From each state, every state that some path of moves leads to: a round may make several moves. */
function reachable({ states, moves }: Drawing): Paths {
  const from = (start: string): ReadonlySet<string> => {
    const found = new Set<string>();
    const open = [start];
    for (let state = open.pop(); state !== undefined; state = open.pop())
      for (const { to } of moves.filter((move) => move.from === state))
        if (!found.has(to)) {
          found.add(to);
          open.push(to);
        }
    return found;
  };
  return new Map(states.map((state) => [state, from(state)]));
}
