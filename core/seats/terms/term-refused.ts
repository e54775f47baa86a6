import { unreachable } from '../../result.ts';
import type { Action, View } from '../../views/view.ts';
import { trialRefusedSentence, type TrialRefused } from './may-not-try.ts';
import { dayRefusedSentence, type DayRefused } from './plan-term.ts';

export type TermRefused = { readonly kind: 'trial-and-day' } | TrialRefused | DayRefused;

/** Which field of the form the refusal belongs to. */
export function termRefusedField(refused: TermRefused): 'trial' | 'until' {
  switch (refused.kind) {
    case 'trial-is-sync-only':
    case 'trial-needs-approval':
    case 'trial-had':
    case 'too-many-trials':
      return 'trial';
    case 'trial-and-day':
    case 'day-is-over':
    case 'day-too-far':
      return 'until';
    default:
      return unreachable(refused);
  }
}

/** The reason and the way out, in a sentence that can stand on the field. */
export function termRefusedSentence(refused: TermRefused): string {
  switch (refused.kind) {
    case 'trial-is-sync-only':
    case 'trial-needs-approval':
    case 'trial-had':
    case 'too-many-trials':
      return trialRefusedSentence(refused);
    case 'trial-and-day':
      return 'A trial has its own end. Choose either a trial or a last day.';
    case 'day-is-over':
    case 'day-too-far':
      return dayRefusedSentence(refused);
    default:
      return unreachable(refused);
  }
}

export function termRefusedView(refused: TermRefused): View {
  return {
    title: 'Nobody was invited',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [termRefusedSentence(refused)] }],
    actions: [nextStep(refused)],
  };
}

function nextStep({ kind }: TermRefused): Action {
  return kind === 'too-many-trials'
    ? {
        kind: 'run',
        label: 'Show the seats that end',
        weight: 'primary',
        does: { command: 'list', args: { ends: '30' } },
      }
    : { kind: 'run', label: 'Start over', weight: 'primary', does: { command: 'invite', args: {} } };
}
