import type { Member } from '../people/member.ts';
import { PRIVACY_MEANINGS, type PrivacyLevel } from '../relationships/privacy.ts';
import { unreachable } from '../result.ts';
import type { View } from '../views/view.ts';

export type PrivacyRefused =
  | { readonly kind: 'no-seat' | 'above'; readonly member: Member }
  /** The level would have stored subjects deleted, which are kept for a court. */
  | { readonly kind: 'held'; readonly member: Member }
  | { readonly kind: 'same-level'; readonly member: Member; readonly level: PrivacyLevel }
  | { readonly kind: 'level-needs-content'; readonly level: PrivacyLevel };

/** The reason and the way out. */
export function privacyRefusedSentence(refused: PrivacyRefused): string {
  switch (refused.kind) {
    case 'no-seat':
      return `${refused.member.fullName} has no seat, so nothing of their mail is read. The level is chosen when they are invited.`;
    case 'above':
      return `${refused.member.fullName} has a role above yours, and roles are hierarchical: they set their level themself, or somebody of their role does.`;
    case 'same-level':
      return `The level of ${refused.member.fullName} is ${PRIVACY_MEANINGS[refused.level].title.toLowerCase()} already.`;
    case 'held':
      return `A legal hold is on ${refused.member.fullName}, and this level would have the stored subjects of their messages deleted. Choose it when somebody who may decide on holds has lifted it.`;
    case 'level-needs-content':
      return 'Share all needs access to message content, and only headers were granted. Choose share-subjects or participants-only, or let the mail administrator grant content access first.';
    default:
      return unreachable(refused);
  }
}

export function privacyRefusedView(refused: PrivacyRefused): View {
  return {
    title: 'The privacy level was not changed',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [privacyRefusedSentence(refused)] }],
    actions: [{ kind: 'run', label: 'Show my privacy level', weight: 'plain', does: { command: 'privacy', args: {} } }],
  };
}
