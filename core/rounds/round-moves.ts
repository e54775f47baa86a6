import { err, ok, type Result } from '../result.ts';
import type { Round, RoundState } from './round.ts';

/** `went-on`: one of its people has come to an end, so that two workers who finish the last two notice each other. */
export type RoundEvent = { readonly kind: 'went-on' } | { readonly kind: 'finished'; readonly at: Temporal.Instant };

export type RoundMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: RoundState;
  readonly event: RoundEvent['kind'];
};

/** The table of rounds.md: from which states an event may come. Everything else is refused. */
export const ROUND_MOVES = {
  'went-on': ['running'],
  finished: ['running'],
} as const satisfies Record<RoundEvent['kind'], readonly RoundState[]>;

export function moveRound(round: Round, event: RoundEvent): Result<Round, RoundMoveRefused> {
  const from: readonly RoundState[] = ROUND_MOVES[event.kind];
  if (!from.includes(round.state)) return err({ kind: 'no-such-move', from: round.state, event: event.kind });
  const { id, accountId, askedBy, askedAt, deed, consent } = round;
  const base = { id, accountId, askedBy, askedAt, deed, consent, version: round.version + 1 };
  return ok(event.kind === 'went-on' ? { ...base, state: 'running' } : { ...base, state: 'finished', at: event.at });
}

/** For moves whose guard the caller has just checked: a refusal here is a bug. */
export function movedRound(round: Round, event: RoundEvent): Round {
  const moved = moveRound(round, event);
  if (!moved.ok) throw new Error(`Round ${round.id} is ${round.state} and cannot take “${event.kind}”`);
  return moved.value;
}
