import { APPROVAL_MODES, type ApprovalMode, type ApprovalPolicy } from '../approvals/approval-policy.ts';
import { hoursText, modeSentence } from '../approvals/policy-views.ts';
import { formatMoney } from '../billing/money.ts';
import { SEAT_TYPES, SEAT_TYPE_NAMES, type SeatType } from '../seats/seat-type.ts';
import type { Form, Input } from '../views/view.ts';

const MODE_NAMES = {
  manual: 'Somebody approves, a free seat too',
  'manual-unless-free': 'Somebody approves unless a seat is free',
  auto: 'Nobody needs to approve',
  'auto-below': 'Nobody needs to approve below an amount',
} as const satisfies Record<ApprovalMode, string>;

export function policyForm(policy: ApprovalPolicy): Form {
  const { seatType, mode, hours, escalates, version } = policy;
  return {
    title: `Approve ${SEAT_TYPE_NAMES[seatType]}`,
    blocks: [{ kind: 'text', text: [`Now: ${modeSentence(policy)} Open requests keep the policy they have.`] }],
    inputs: [
      {
        kind: 'choice',
        name: 'mode',
        label: 'Who approves a purchase',
        required: true,
        initial: mode.kind,
        options: APPROVAL_MODES.map((value) => ({ value, label: MODE_NAMES[value] })),
      },
      {
        ...text('amount', 'Amount below which nobody needs to approve', 'Only for the last choice, like 100.00'),
        ...(mode.kind === 'auto-below' ? { initial: formatMoney(mode.amount) } : {}),
      },
      { ...text('hours', 'Time for each step', `Hours like 72 or days like 3d; now ${hoursText(hours)}`) },
      {
        kind: 'choice',
        name: 'escalate',
        label: 'Ask the administrators too when the time is over',
        required: true,
        initial: escalates ? 'yes' : 'no',
        options: [
          { value: 'yes', label: 'Yes, once' },
          { value: 'no', label: 'No, it expires' },
        ],
      },
    ],
    submit: { label: 'Set the policy', does: { command: 'policy', args: { type: seatType, version } } },
  };
}

/** Letting purchases through without anybody else is agreed to in words. */
export function automaticForm(next: ApprovalPolicy, args: Readonly<Record<string, unknown>>): Form {
  const given = Object.entries(args).filter(([name, value]) => name !== 'agreed' && value !== undefined);
  return {
    title: `Approve ${SEAT_TYPE_NAMES[next.seatType]}`,
    blocks: [
      { kind: 'text', text: [`${SEAT_TYPE_NAMES[next.seatType]}: ${modeSentence(next)}`] },
      {
        kind: 'note',
        text: ['Your own purchases still go to somebody else, because you set this. Every administrator is told.'],
      },
    ],
    inputs: [
      {
        kind: 'check',
        name: 'agreed',
        label: 'Confirmation',
        sentence: 'I understand that purchases are charged without anybody else’s approval.',
        required: true,
      },
    ],
    submit: { label: 'Set the policy', does: { command: 'policy', args: Object.fromEntries(given) } },
  };
}

export function ruleForm(given: { readonly type?: SeatType | undefined }): Form {
  return {
    title: 'Add an approval rule',
    blocks: [
      {
        kind: 'text',
        text: [
          'The first rule that fits a request decides who approves it. What a whole period costs counts as well as the charge now.',
        ],
      },
    ],
    inputs: [
      {
        kind: 'choice',
        name: 'type',
        label: 'Seat type',
        required: true,
        initial: given.type ?? 'sync-only',
        options: SEAT_TYPES.map((value) => ({ value, label: SEAT_TYPE_NAMES[value] })),
      },
      text('from', 'From this amount', 'Included; empty for any amount'),
      text('below', 'Below this amount', 'Not included; empty for any amount'),
      text('team', 'Team', 'Empty for every team'),
      {
        ...text('who', 'Who approves', 'Like: 2 of approvers then any of admins'),
        required: true,
        maxLength: 500,
      },
    ],
    submit: { label: 'Add the rule', does: { command: 'policy rule', args: {} } },
  };
}

function text(name: string, label: string, hint: string): Extract<Input, { kind: 'text' }> {
  return { kind: 'text', name, label, hint, required: false, maxLength: 80, multiline: false };
}
