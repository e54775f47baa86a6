import { PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import { countText } from '../views/count-text.ts';
import type { Form } from '../views/view.ts';
import { privacySentence, type PrivacyPlan } from './plan-privacy.ts';

/** The box to tick: the sentence with its numbers is what is agreed to, and it is kept as it stands here. */
export function privacyForm(plan: PrivacyPlan): Form {
  const { member, seat, level, subjects } = plan;
  return {
    title: `Privacy of ${member.fullName}`,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Now', value: [PRIVACY_MEANINGS[seat.privacy].title] },
          { label: 'Then', value: [PRIVACY_MEANINGS[level].title] },
          ...(subjects === 0 ? [] : [{ label: 'Stored subjects that are deleted', value: [countText(subjects)] }]),
        ],
      },
    ],
    inputs: [
      { kind: 'check', name: 'agreed', label: 'I agree', required: true, sentence: privacySentence(plan, subjects) },
    ],
    submit: {
      label: 'Change the level',
      does: {
        command: 'privacy confirm',
        args: { member: member.id, level, seatVersion: seat.version, subjects },
      },
    },
  };
}
