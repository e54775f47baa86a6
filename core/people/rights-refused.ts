import { unreachable } from '../result.ts';
import type { View } from '../views/view.ts';
import type { RightsRefused } from './change-rights.ts';
import { rightsText } from './role-texts.ts';

/** The reason and the way out. */
export function rightsRefusedSentence(refused: RightsRefused): string {
  switch (refused.kind) {
    case 'left':
      return `${refused.member.fullName} is ${refused.member.standing}. Reactivate them first.`;
    case 'has-it':
      return `${refused.member.fullName} has it already: they are ${rightsText(refused.member)}.`;
    case 'has-it-not':
      return `${refused.member.fullName} does not have it: they are ${rightsText(refused.member)}.`;
    case 'needs-enterprise':
      return `Enterprise Admins exist on the Enterprise tier only, and this account is on ${refused.tier}. Choose standard or admin.`;
    case 'above-you':
      return `That reaches above your own role. ${refused.member.fullName} is ${rightsText(refused.member)}; ask somebody whose role is at least that high.`;
    case 'yourself':
      return 'Nobody gives rights to themself. Ask another administrator to do it.';
    case 'last-administrator':
      return `${refused.member.fullName} is the last one here who can give roles. Give that role to somebody else first.`;
    default:
      return unreachable(refused);
  }
}

export function rightsRefusedView(refused: RightsRefused): View {
  return {
    title: 'Nobody’s rights were changed',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [rightsRefusedSentence(refused)] }],
    actions: [
      { kind: 'run', label: 'Show who may do what', weight: 'primary', does: { command: 'permissions', args: {} } },
    ],
  };
}
