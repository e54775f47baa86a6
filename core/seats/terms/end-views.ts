import type { Member } from '../../people/member.ts';
import { unreachable } from '../../result.ts';
import { dateText } from '../../views/date-text.ts';
import type { View } from '../../views/view.ts';
import { dayRefusedSentence, type DayRefused } from './plan-term.ts';
import { renewAction, show, termFacts } from './term-views.ts';
import type { RunningTerm } from './term.ts';

export type EndRefused = { readonly kind: 'no-seat' | 'trial' | 'no-end' } | DayRefused;

export function endRefusedSentence({ fullName }: Member, refused: EndRefused): string {
  switch (refused.kind) {
    case 'no-seat':
      return `${fullName} holds no seat, so there is none to end.`;
    case 'trial':
      return `${fullName} has a trial, whose end stays as it was agreed to. Keep the seat as a purchased one, or deactivate them.`;
    case 'no-end':
      return `The seat of ${fullName} has no last day.`;
    case 'day-is-over':
    case 'day-too-far':
      return dayRefusedSentence(refused);
    default:
      return unreachable(refused);
  }
}

export function endRefusedView(member: Member, refused: EndRefused): View {
  return {
    title: `The seat of ${member.fullName} stays as it is`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [endRefusedSentence(member, refused), ' Nothing was changed.'] }],
    actions: refused.kind === 'trial' ? [renewAction(member, 'trial'), show(member)] : [show(member)],
  };
}

export function endSetView(member: Member, term: RunningTerm): View {
  return {
    title: `The seat of ${member.fullName} ends after ${dateText(term.endsOn)}`,
    tone: 'good',
    blocks: [
      { kind: 'facts', facts: termFacts(term) },
      { kind: 'text', text: ['They have been told, and you are both reminded before.'] },
    ],
    actions: [
      {
        kind: 'run',
        label: 'Take the end away',
        weight: 'plain',
        does: { command: 'expire', args: { member: member.address, until: 'never' } },
      },
      show(member),
    ],
  };
}

export function endLiftedView(member: Member): View {
  return {
    title: `The seat of ${member.fullName} has no last day any more`,
    tone: 'good',
    blocks: [{ kind: 'text', text: ['It goes on as a purchased seat. Nothing is charged by this.'] }],
    actions: [show(member)],
  };
}
