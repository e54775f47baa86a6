import { formatMoney } from '../billing/money.ts';
import type { Id } from '../ids.ts';
import { unreachable } from '../result.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { Action, Block, Inline, View } from '../views/view.ts';
import type { ApprovalPolicy } from './approval-policy.ts';
import { conditionText } from './freeze-policy.ts';
import { stepsText } from './read-steps.ts';

export type NameOf = (id: Id<'member'>) => string;

/** How purchases are approved, one part per seat type. */
export function policiesView(policies: readonly ApprovalPolicy[], nameOf: NameOf, mayChange: boolean): View {
  return {
    title: 'How seats are approved',
    tone: 'neutral',
    blocks: policies.flatMap((policy) => policyBlocks(policy, nameOf)),
    actions: mayChange
      ? [
          ...policies.map(({ seatType }, index): Action => ({
            kind: 'run',
            label: `Change ${SEAT_TYPE_NAMES[seatType]}`,
            weight: index === 0 ? 'primary' : 'plain',
            does: { command: 'policy change', args: { type: seatType } },
          })),
          { kind: 'run', label: 'Add a rule', weight: 'plain', does: { command: 'policy rule', args: {} } },
          { kind: 'run', label: 'Show approvers', weight: 'plain', does: { command: 'approvers', args: {} } },
        ]
      : [],
  };
}

export function policySetView(policy: ApprovalPolicy, nameOf: NameOf): View {
  return {
    title: `The approval policy for ${SEAT_TYPE_NAMES[policy.seatType]} seats is set`,
    tone: 'good',
    blocks: [
      ...policyBlocks(policy, nameOf),
      { kind: 'note', text: ['Open requests keep the policy they were made under. Every administrator is told.'] },
    ],
    actions: [{ kind: 'run', label: 'Show the policy', weight: 'plain', does: { command: 'policy', args: {} } }],
  };
}

function policyBlocks(policy: ApprovalPolicy, nameOf: NameOf): readonly Block[] {
  const { seatType, hours, escalates } = policy;
  return [
    {
      kind: 'facts',
      facts: [
        { label: SEAT_TYPE_NAMES[seatType], value: [modeSentence(policy)] },
        {
          label: 'Time',
          value: [`${hoursText(hours)} for each step${escalates ? ', then the administrators too, once' : ''}`],
        },
      ],
    },
    rulesBlock(policy, nameOf),
  ];
}

/** Whom a request is put to, rule by rule. */
export function rulesBlock({ rules }: Pick<ApprovalPolicy, 'rules'>, nameOf: NameOf): Block {
  const items = [...rules.map((rule, at) => ruleItem(rule, at, nameOf)), LAST_RULE];
  return { kind: 'list', items, total: items.length };
}

const LAST_RULE: readonly Inline[] = ['Otherwise: any of approvers; without one, the administrators'];

function ruleItem(rule: ApprovalPolicy['rules'][number], at: number, nameOf: NameOf): readonly Inline[] {
  const condition = conditionText(rule);
  return [`${at + 1}. `, { strong: condition === '' ? 'Always' : condition }, `: ${stepsText(rule.steps, nameOf)}`];
}

/** What the mode means, as a sentence. */
export function modeSentence({ mode }: Pick<ApprovalPolicy, 'mode'>): string {
  switch (mode.kind) {
    case 'manual':
      return 'Somebody approves every seat, a free one too.';
    case 'manual-unless-free':
      return 'Somebody approves every purchase; a free seat is given without asking.';
    case 'auto':
      return 'Purchases need nobody’s approval, only the agreement of whoever asks.';
    case 'auto-below':
      return `Purchases below ${formatMoney(mode.amount)} need nobody’s approval; both the charge now and a whole period count.`;
    default:
      return unreachable(mode);
  }
}

export function hoursText(hours: number): string {
  if (hours % 24 !== 0) return hours === 1 ? '1 hour' : `${hours} hours`;
  return hours === 24 ? '1 day' : `${hours / 24} days`;
}
