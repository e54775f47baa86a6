import type { Member } from '../people/member.ts';
import { PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import { unreachable } from '../result.ts';
import { countText } from '../views/count-text.ts';
import type { Action, Block, Tone, View } from '../views/view.ts';
import type { PrivacyChange } from './privacy-change.ts';
import { deletes } from './privacy-change-moves.ts';

/** How a change goes, to whoever made it; one message, repainted until it is done. */
export function changeForAskerView(change: PrivacyChange, member: Member): View {
  return {
    title: `${PRIVACY_MEANINGS[change.level].title} for ${member.fullName}: ${stateText(change)}`,
    tone: toneOf(change),
    blocks: [{ kind: 'text', text: [meantFor(change)] }, ...progress(change)],
    actions: [
      {
        kind: 'run',
        label: 'Show the privacy level',
        weight: 'plain',
        does: { command: 'privacy', args: { member: member.address } },
      },
    ],
  };
}

/** To the person whose mail it is, when somebody else changed their level. */
export function changeForOwnerView(change: PrivacyChange, by: Member): View {
  return {
    title: `Your privacy level is “${PRIVACY_MEANINGS[change.level].title}” now`,
    tone: 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Changed by', value: [{ member: by.id, name: by.fullName }] },
          { label: 'Before', value: [PRIVACY_MEANINGS[change.before].title] },
        ],
      },
      { kind: 'text', text: [PRIVACY_MEANINGS[change.level].sentence, ' ', meantFor(change)] },
    ],
    actions: [
      WHAT_COLLEAGUES_SEE,
      { kind: 'run', label: 'Show my privacy level', weight: 'plain', does: { command: 'privacy', args: {} } },
    ],
  };
}

export const WHAT_COLLEAGUES_SEE: Action = {
  kind: 'run',
  label: 'Show what colleagues see',
  weight: 'primary',
  does: { command: 'privacy example', args: {} },
};

function meantFor(change: PrivacyChange): string {
  switch (change.state) {
    case 'purging':
      return deletes(change)
        ? 'It counts at once. Stored subjects are being deleted; you are told when none is left.'
        : 'It counts at once, for what was synced before too.';
    case 'reading':
      return 'It counts at once. The mailbox is read again for the subjects; that may take up to 24 hours.';
    case 'applied':
      return deletes(change)
        ? `${change.purged === 1 ? '1 stored subject was' : `${countText(change.purged)} stored subjects were`} deleted. None is left.`
        : 'What is stored agrees with the level.';
    case 'superseded':
      return 'The level was changed again before this was finished.';
    default:
      return unreachable(change);
  }
}

function stateText(change: PrivacyChange): string {
  switch (change.state) {
    case 'purging':
      return deletes(change) ? 'subjects are being deleted' : 'it counts from now on';
    case 'reading':
      return 'the mailbox is being read again';
    case 'applied':
      return 'done';
    case 'superseded':
      return 'changed again';
    default:
      return unreachable(change);
  }
}

function toneOf({ state }: PrivacyChange): Tone {
  return state === 'applied' ? 'good' : 'neutral';
}

function progress(change: PrivacyChange): readonly Block[] {
  if (change.state !== 'purging' || !deletes(change)) return [];
  const of = Math.max(change.subjects, change.purged);
  return [{ kind: 'progress', label: 'Subjects deleted', done: change.purged, of }];
}
