import type { Member } from '../people/member.ts';
import { unreachable } from '../result.ts';
import type { Action, Form, Inline, View } from '../views/view.ts';
import type { AbsenceRefused } from './absence-refused.ts';

const END: Action = { kind: 'run', label: 'End it now', weight: 'plain', does: { command: 'delegate end', args: {} } };

export function delegatedView(from: Member, to: Member, until: Temporal.Instant): View {
  return {
    title: `${to.fullName} decides for ${from.fullName} too`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          'Until ',
          { moment: until },
          ` their decisions are recorded as made on behalf of ${from.fullName}. What ${to.fullName} asks for or gets a seat by stays with others, and it is not passed on further.`,
        ],
      },
    ],
    actions: [END],
  };
}

export function youStandInView(from: Member, until: Temporal.Instant): View {
  return {
    title: `You decide for ${from.fullName} too`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: [
          'Until ',
          { moment: until },
          `, requests that wait for ${from.fullName} reach you. What you decide is recorded as on their behalf; by approving you agree to the charge.`,
        ],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: 'Show what waits',
        weight: 'primary',
        does: { command: 'requests', args: { which: 'waiting' } },
      },
    ],
  };
}

export type NamedForAnother = {
  readonly from: Member;
  readonly to: Member;
  readonly until: Temporal.Instant;
  readonly by: string;
};

export function namedForAnotherView({ from, to, until, by }: NamedForAnother): View {
  return {
    title: `${to.fullName} decides for ${from.fullName} too`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Named by', value: [by] },
          { label: 'Until', value: [{ moment: until }] },
          { label: 'Except', value: [`what ${by} asks for or gets a seat by`] },
        ],
      },
    ],
    actions: [],
  };
}

export function delegationEndedView(from: Member, hadOne: boolean): View {
  return {
    title: hadOne ? `Nobody decides for ${from.fullName} any more` : `Nobody decides for ${from.fullName}`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: [hadOne ? 'What was decided stays decided.' : 'There was nothing to end.'] }],
    actions: [],
  };
}

export function absenceRefusedView(refused: AbsenceRefused, from: Member, to: Member): View {
  return {
    title: 'No delegate was set',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [...reason(refused, from, to)] }],
    actions: [],
  };
}

function reason(refused: AbsenceRefused, from: Member, to: Member): readonly Inline[] {
  switch (refused.kind) {
    case 'nothing-to-delegate':
      return [`${from.fullName} is neither an approver nor an administrator, so there is nothing to decide for them.`];
    case 'to-oneself':
      return ['Nobody is their own delegate. Name somebody else.'];
    case 'to-oneself-for-another':
      return [
        `You cannot make yourself the delegate of ${from.fullName}. Name somebody else, or ask them to name you.`,
      ];
    case 'not-active':
      return [`${to.fullName} is not active here. Name somebody who is.`];
    case 'in-the-past':
      return ['until: that day is over. Write a day to come, like 2026-12-01.'];
    case 'too-long':
      return ['until: at most 90 days, so at latest ', { moment: refused.latest }, '.'];
    case 'away-too':
      return [
        `${to.fullName} is away too, until `,
        { moment: refused.until },
        '. Delegation is not passed on; name somebody else.',
      ];
    default:
      return unreachable(refused);
  }
}

export function delegateForm(member: string | undefined): Form {
  return {
    title: 'Name a delegate',
    blocks: [
      { kind: 'text', text: ['While you are away they decide on your requests too, recorded as on your behalf.'] },
    ],
    inputs: [
      {
        kind: 'text',
        name: 'member',
        label: 'Delegate',
        hint: 'Full name or e-mail address',
        required: true,
        maxLength: 254,
        multiline: false,
        ...(member === undefined ? {} : { initial: member }),
      },
      {
        kind: 'text',
        name: 'until',
        label: 'Until and including',
        hint: 'A date like 2026-12-01',
        required: true,
        maxLength: 10,
        multiline: false,
      },
    ],
    submit: { label: 'Name them', does: { command: 'delegate', args: {} } },
  };
}
