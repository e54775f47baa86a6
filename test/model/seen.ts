import type { Stores } from '../../core/transaction.ts';
import { readDrawing, type Drawing } from '../drawing.ts';

/** The model: in which state everything was when it was last looked at. */
export type Seen = { readonly seats: Map<string, string>; readonly requests: Map<string, string> };

export function nothingSeen(): Seen {
  return { seats: new Map(), requests: new Map() };
}

const SEATS = reachable(readDrawing('core/seats/seats.md'));
const REQUESTS = reachable(readDrawing('core/approvals/approval-requests.md'));

/** Looks again; answers every change that no path of the drawings leads to. */
export async function illegalMoves(seen: Seen, { seats, requests }: Pick<Stores, 'seats' | 'requests'>) {
  return [
    ...moved(seen.seats, await seats.list(), { can: SEATS, first: 'checking', what: 'seat' }),
    ...moved(seen.requests, await requests.list(), { can: REQUESTS, first: 'pending', what: 'request' }),
  ];
}

type Paths = ReadonlyMap<string, ReadonlySet<string>>;

function moved(
  seen: Map<string, string>,
  now: readonly { readonly id: string; readonly state: string }[],
  { can, first, what }: { readonly can: Paths; readonly first: string; readonly what: string },
): readonly string[] {
  const gone = [...seen.keys()].filter((id) => !now.some((each) => each.id === id));
  const illegal = now.filter(({ id, state }) => {
    const before = seen.get(id) ?? first;
    return before !== state && can.get(before)?.has(state) !== true;
  });
  const faults = illegal.map(({ id, state }) => `a ${what} went from ${seen.get(id) ?? first} to ${state}`);
  for (const { id, state } of now) seen.set(id, state);
  return [...faults, ...gone.map(() => `a ${what} has disappeared`)];
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
