import { MAILBOX_FAULT_TEXTS } from '../mailboxes/mailbox-fault-texts.ts';
import { PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import { unreachable } from '../result.ts';
import type { LeftBecause, Reading, RoundOutcome, SeatTerms } from './round.ts';

/** Why somebody is left as they are, said to whoever asked. */
export const LEFT_TEXTS = {
  'no-seat': 'They have no seat, so nothing of their mail is read. Level and team are chosen when they are invited.',
  deactivated: 'They are deactivated. Change them alone, or reactivate them first.',
  above: 'Their role is above yours, so somebody with their role changes it.',
  'level-not-yours': 'Their level is not yours to set: it is for an Enterprise Admin, or whoever they extend it to.',
  'team-not-yours': 'Their team is not yours to set: it is for an Enterprise Admin, or whoever they extend it to.',
  'own-choice':
    'They chose their level themselves, and this one shows more. Ask them, or change them alone with privacy.',
  held: 'A legal hold is on them, and stored subjects would be deleted. Change them when it is lifted.',
  'needs-content': 'Share all needs access to message content, and only headers were granted.',
  meanwhile: 'They were changed by somebody after you agreed, so they stay as they are now.',
  asker: 'You may not do this any more, so they stay as they are.',
  'not-read': 'Their mailbox is disabled, so it was not looked at. Resume it alone.',
  invited: 'Their invitation is under way, and their mailbox is looked at with it.',
  broken: 'It broke for them. Do it for them alone; if it breaks again, give support the reference.',
} as const satisfies Record<LeftBecause, string>;

const READING_TEXTS = {
  read: 'can be read, and is read',
  tried: 'can be read again; it is tried now',
  resumed: 'can be read, and is read again from now on',
  paused: 'can be read; an Admin paused it, and it stays paused',
  'owner-paused': 'can be read; its owner paused it and alone can resume it',
} as const satisfies Record<Reading, string>;

/** What of somebody's seat changes: `Share subjects only → Share all; team none → Deal Desk`. */
export function termsText(before: SeatTerms, after: SeatTerms): string {
  const level = `${PRIVACY_MEANINGS[before.privacy].title} → ${PRIVACY_MEANINGS[after.privacy].title}`;
  const team = `team ${before.team ?? 'none'} → ${after.team ?? 'none'}`;
  return [...(before.privacy === after.privacy ? [] : [level]), ...(before.team === after.team ? [] : [team])].join(
    '; ',
  );
}

export function outcomeText(outcome: RoundOutcome): string {
  switch (outcome.kind) {
    case 'changed':
      return termsText(outcome.before, outcome.after);
    case 'same':
      return 'is like this already';
    case 'left':
      return LEFT_TEXTS[outcome.because];
    case 'readable':
      return READING_TEXTS[outcome.reading];
    case 'unreadable': {
      const { what, who } = MAILBOX_FAULT_TEXTS[outcome.fault];
      return `${what} It can be mended by ${who}.`;
    }
    case 'unanswered':
      return 'The mail system gave no answer in time. Check it again later.';
    default:
      return unreachable(outcome);
  }
}

/** Whether somebody has to look at it. */
export function isTrouble({ kind }: RoundOutcome): boolean {
  return kind === 'left' || kind === 'unreadable' || kind === 'unanswered';
}
