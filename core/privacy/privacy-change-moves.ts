import { err, ok, unreachable, type Result } from '../result.ts';
import { contentOf } from '../relationships/privacy.ts';
import type { PrivacyChange, PrivacyChangeBase, PrivacyChangeState } from './privacy-change.ts';

export type PrivacyEvent =
  | { readonly kind: 'purged'; readonly count: number }
  | { readonly kind: 'emptied' | 'caught-up' | 'superseded'; readonly at: Temporal.Instant };

export type PrivacyMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: PrivacyChangeState;
  readonly event: PrivacyEvent['kind'];
};

/** The table of privacy-changes.md: from which states an event may come. Everything else is refused. */
export const PRIVACY_MOVES = {
  purged: ['purging'],
  emptied: ['purging'],
  'caught-up': ['reading'],
  superseded: ['purging', 'reading'],
} as const satisfies Record<PrivacyEvent['kind'], readonly PrivacyChangeState[]>;

/** More may be stored than before: it has to be read again. */
export function readsAgain({ before, level }: Pick<PrivacyChange, 'before' | 'level'>): boolean {
  return contentOf(level).subject && !contentOf(before).subject;
}

/** Less may be stored than before: what is stored beyond the level goes. */
export function deletes({ before, level }: Pick<PrivacyChange, 'before' | 'level'>): boolean {
  return contentOf(before).subject && !contentOf(level).subject;
}

export function beginPrivacyChange(base: PrivacyChangeBase): PrivacyChange {
  return { ...base, state: readsAgain(base) ? 'reading' : 'purging' };
}

export function movePrivacyChange(
  change: PrivacyChange,
  event: PrivacyEvent,
): Result<PrivacyChange, PrivacyMoveRefused> {
  const from: readonly PrivacyChangeState[] = PRIVACY_MOVES[event.kind];
  if (!from.includes(change.state)) return err({ kind: 'no-such-move', from: change.state, event: event.kind });
  const { id, accountId, memberId, askedBy, askedAt, before, level, sentence, subjects, purged } = change;
  const asked = { id, accountId, memberId, askedBy, askedAt, before, level, sentence, subjects };
  const base = { ...asked, purged, version: change.version + 1 };
  switch (event.kind) {
    case 'purged':
      return ok({ ...base, purged: purged + event.count, state: 'purging' });
    case 'emptied':
    case 'caught-up':
      return ok({ ...base, state: 'applied', at: event.at });
    case 'superseded':
      return ok({ ...base, state: 'superseded', at: event.at });
    default:
      return unreachable(event);
  }
}

/** For moves whose guard the caller has just checked: a refusal here is a bug. */
export function movedPrivacyChange(change: PrivacyChange, event: PrivacyEvent): PrivacyChange {
  const moved = movePrivacyChange(change, event);
  if (!moved.ok) throw new Error(`Privacy change ${change.id} is ${change.state} and cannot take “${event.kind}”`);
  return moved.value;
}
