import { err, ok, type Result } from '../../result.ts';
import type { RunningTerm, Term, TermBase, TermState, WarningDays } from './term.ts';

export type TermEvent =
  | { readonly kind: 'warned'; readonly days: readonly WarningDays[] }
  | { readonly kind: 'ended' | 'replaced' | 'lifted' | 'moot'; readonly at: Temporal.Instant };

export type TermMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: TermState;
  readonly event: TermEvent['kind'];
};

/** A term moves while it runs; whatever ends it ends it once. */
export function moveTerm(term: Term, event: TermEvent): Result<Term, TermMoveRefused> {
  if (term.state !== 'running') return err({ kind: 'no-such-move', from: term.state, event: event.kind });
  return ok(
    event.kind === 'warned'
      ? { ...nextBase(term), warned: [...new Set([...term.warned, ...event.days])], state: 'running' }
      : { ...nextBase(term), state: event.kind, at: event.at },
  );
}

/** For terms that the caller has just read as running: a refusal here is a bug. */
export function movedTerm(term: RunningTerm, event: TermEvent): Term {
  const moved = moveTerm(term, event);
  if (!moved.ok) throw new Error(`Term ${term.id} is ${term.state} and cannot take “${event.kind}”`);
  return moved.value;
}

function nextBase(term: Term): TermBase {
  const { id, accountId, seatId, memberId, kind, endsOn, timeZone, consent, warned, version } = term;
  return { id, accountId, seatId, memberId, kind, endsOn, timeZone, consent, warned, version: version + 1 };
}
