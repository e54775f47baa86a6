import type { Form, Input } from '../views/view.ts';
import type { DecommissionCase } from './decommission-case.ts';
import { OUTCOME_TEXTS, STEP_INSTRUCTIONS, STEP_TITLES } from './decommission-texts.ts';
import { STEP_OUTCOMES, type ChecklistStep } from './decommission.ts';
import { resetHash, resetSentence, type ResetScope } from './reset-scope.ts';

const NOTE: Input = {
  kind: 'text',
  name: 'note',
  label: 'Remark',
  hint: 'Where it does not apply or was not possible: why',
  required: false,
  maxLength: 500,
  multiline: true,
};

/** What came of something that only people can do. */
export function settleForm({ decommission, member }: DecommissionCase, step: ChecklistStep): Form {
  return {
    title: `${STEP_TITLES[step]}: ${member.fullName}`,
    blocks: [{ kind: 'text', text: [STEP_INSTRUCTIONS[step]] }],
    inputs: [
      {
        kind: 'choice',
        name: 'outcome',
        label: 'What came of it',
        required: true,
        options: STEP_OUTCOMES.map((value) => ({ value, label: OPTION_LABELS[value] })),
      },
      NOTE,
    ],
    submit: {
      label: 'Write it down',
      does: { command: 'decommission settle', args: { decommission: decommission.id, step } },
    },
  };
}

const OPTION_LABELS = { ...OUTCOME_TEXTS, done: 'done by me' } as const;

/** What is forgotten, counted and named, and the sentence with its box. */
export function resetForm({ decommission, member }: DecommissionCase, scope: ResetScope, hasChanged: boolean): Form {
  const changed = 'What there is has changed since this was shown. These are the numbers now; nothing was done yet.';
  return {
    title: `${STEP_TITLES['reset-mailbox']}: ${member.fullName}`,
    blocks: [
      ...(hasChanged ? [{ kind: 'text', text: [changed] } as const] : []),
      { kind: 'text', text: [STEP_INSTRUCTIONS['reset-mailbox']] },
    ],
    inputs: [
      { kind: 'check', name: 'agreed', label: 'Consent', sentence: resetSentence(member, scope), required: true },
    ],
    submit: {
      label: STEP_TITLES['reset-mailbox'],
      does: {
        command: 'decommission reset',
        args: { decommission: decommission.id, scope: resetHash(member, scope) },
      },
    },
  };
}

export function abandonForm({ decommission, member }: DecommissionCase): Form {
  return {
    title: `Abandon the decommissioning of ${member.fullName}`,
    blocks: [{ kind: 'text', text: ['What was done stays done; nothing further is.'] }],
    inputs: [{ kind: 'text', name: 'reason', label: 'Reason', required: true, maxLength: 500, multiline: true }],
    submit: { label: 'Abandon', does: { command: 'decommission abandon', args: { decommission: decommission.id } } },
  };
}
