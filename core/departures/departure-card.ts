import type { Member } from '../people/member.ts';
import { countText } from '../views/count-text.ts';
import type { Action, Inline, View } from '../views/view.ts';
import type { HoldSeen } from './legal-hold.ts';
import type { DeparturePlan, Effect, EffectSubject, Outcome } from './plan-departure.ts';

export type DepartureCard = {
  readonly member: Member;
  readonly deactivation: DeparturePlan;
  readonly removal: DeparturePlan;
  /** Until then a deactivation that begins when it is meant to begin can be taken back. */
  readonly undoUntil: Temporal.Instant;
  readonly hold: HoldSeen | undefined;
  readonly actions: readonly Action[];
};

/** What would end, go and stay, deactivating beside removing, with counts and names. */
export function departureCard({ member, deactivation, removal, undoUntil, hold, actions }: DepartureCard): View {
  const rows = ROWS.flatMap(([label, subjects]): readonly (readonly Inline[])[] => {
    const cells = [deactivation, removal].map((plan) => cellOf(plan, subjects));
    return cells.every((cell) => cell === '') ? [] : [[label, ...cells.map((cell) => (cell === '' ? 'none' : cell))]];
  });
  return {
    title: `What happens if ${member.fullName} leaves`,
    tone: 'attention',
    blocks: [
      { kind: 'table', columns: ['What', 'Deactivated', 'Removed'], rows, total: rows.length },
      {
        kind: 'note',
        text: [
          'A deactivation can be taken back until ',
          { moment: undoUntil },
          '; what it deletes is deleted after that. A removal is asked for and goes through support.',
        ],
      },
      ...(hold === undefined ? [] : [holdNote(hold)]),
    ],
    actions,
  };
}

export function holdNote({ reason }: HoldSeen): View['blocks'][number] {
  const why = reason === undefined ? '' : ` (${reason})`;
  return {
    kind: 'note',
    text: [`A legal hold is on${why}: while it is, nothing of theirs is deleted and they are not removed.`],
  };
}

const ROWS = [
  ['Sign-in', ['sign-in']],
  ['Seat', ['seat']],
  ['Mailboxes being read', ['sync']],
  ['Private lists', ['private-list']],
  ['Shared lists', ['shared-list']],
  ['API key', ['api-key']],
  ['Personal mail', ['personal-message']],
  ['Company mail', ['work-message']],
  ['Interactions', ['interaction']],
  ['Connections', ['connection']],
  ['People only this mail tells of', ['person']],
  ['Organizations likewise', ['organization']],
  ['Notes on interactions', ['note']],
] as const satisfies readonly (readonly [string, readonly EffectSubject[]])[];

function cellOf({ effects }: DeparturePlan, subjects: readonly EffectSubject[]): string {
  return effects
    .filter(({ subject }) => subjects.includes(subject))
    .map(effectText)
    .join(', ');
}

function effectText({ subject, outcome, count, names }: Effect): string {
  const words = outcome === 'detached' && count === 1 ? 'becomes a regular note' : OUTCOME_WORDS[outcome];
  if (subject === 'sign-in') return 'ends';
  if (subject === 'seat') return words;
  if (subject === 'api-key') return `${words}; ${names.join(', ')} stops working`;
  const named = NAMED.has(subject) ? `: ${namesText(names)}` : '';
  return `${countText(count)} ${words}${named}`;
}

const OUTCOME_WORDS = {
  ends: 'not read any more',
  freed: 'free for somebody else',
  transferred: 'passed to whoever does it',
  revoked: 'ends',
  deleted: 'deleted',
  detached: 'become regular notes',
  kept: 'kept',
} as const satisfies Record<Outcome, string>;

const NAMED: ReadonlySet<EffectSubject> = new Set(['private-list', 'shared-list', 'sync']);
const MOST_NAMES = 3;

export function namesText(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}
