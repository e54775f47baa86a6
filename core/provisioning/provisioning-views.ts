import { unreachable } from '../result.ts';
import type { Action, Block, Fact, View } from '../views/view.ts';
import type { EligiblePerson, HaltedBecause, ProvisioningRule } from './provisioning.ts';

/** How far the people of one rule have come; those whose invitation ended are in none of the counts. */
export type ProvisioningStatus = {
  readonly rule: ProvisioningRule;
  readonly eligible: readonly EligiblePerson[];
  readonly pending: number;
  readonly provisioned: number;
};

const LISTED = 20;

export function provisioningView(all: readonly ProvisioningStatus[]): View {
  const isOn = all.some(({ rule }) => rule.state === 'on');
  return {
    title: isOn ? 'Newcomers are invited by themselves' : 'Newcomers are invited by nobody but you',
    tone: all.some(({ rule }) => rule.state === 'halted') ? 'attention' : 'neutral',
    blocks: all.length === 0 ? [OFF] : all.flatMap(statusBlocks),
    actions: [
      ...all
        .filter(({ rule }) => rule.state !== 'off')
        .slice(0, 3)
        .map(offButton),
      { kind: 'run', label: 'Turn on for a domain', weight: isOn ? 'plain' : 'primary', does: turnOn({}) },
    ],
  };
}

const OFF: Block = {
  kind: 'text',
  text: [
    'It is off. Turned on for a domain, whoever appears in its directory later is invited in your name, within the bounds that you set. You see the sentence that you agree to first.',
  ],
};

function statusBlocks({ rule, eligible, pending, provisioned }: ProvisioningStatus): readonly Block[] {
  const counts = `${eligible.length} eligible, ${pending} pending, ${provisioned} provisioned`;
  const facts: readonly Fact[] = [
    { label: rule.domain, value: [stateText(rule)] },
    { label: 'People of the last 90 days', value: [counts] },
    { label: 'Directory', value: lookText(rule) },
    { label: 'Set on', value: [{ moment: rule.setAt }] },
  ];
  const items = eligible
    .slice(0, LISTED)
    .map(({ fullName, address }) => [{ strong: fullName }, ` ${address}, eligible`]);
  return [
    { kind: 'facts', facts },
    ...(items.length === 0 ? [] : [{ kind: 'list', items, total: eligible.length } as const]),
    { kind: 'note', text: [rule.sentence] },
  ];
}

function stateText(rule: ProvisioningRule): string {
  switch (rule.state) {
    case 'on':
      return rule.isFirst ? 'on, taking stock of who is there today' : 'on';
    case 'off':
      return 'off';
    case 'halted':
      return `halted: ${HALTED[rule.because].what}`;
    default:
      return unreachable(rule);
  }
}

function lookText({ lookedAt, nextLookAt, state }: ProvisioningRule): Fact['value'] {
  return [
    ...(lookedAt === undefined ? ['not listed yet'] : ['listed ', { moment: lookedAt }]),
    ...(state === 'on' ? [', next ', { moment: nextLookAt }] : []),
  ];
}

const HALTED = {
  'may-not-invite': {
    what: 'whoever set it may not invite people any more.',
    next: 'Somebody who may invite turns it on in their name.',
  },
  domain: {
    what: 'the domain is not proved any more.',
    next: 'Prove it again by domain check, then turn it on again.',
  },
} as const satisfies Record<HaltedBecause, { readonly what: string; readonly next: string }>;

export function haltedView({ domain }: ProvisioningRule, because: HaltedBecause): View {
  const { what, next } = HALTED[because];
  return {
    title: `Newcomers of ${domain} are not invited any more`,
    tone: 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Cause', value: [what] },
          { label: 'Next', value: [next] },
        ],
      },
    ],
    actions: [
      { kind: 'run', label: 'Show provisioning', weight: 'primary', does: { command: 'provisioning', args: {} } },
    ],
  };
}

export function askView(sentence: string, confirm: Action): View {
  return {
    title: 'Invite newcomers by themselves?',
    tone: 'attention',
    blocks: [
      { kind: 'text', text: ['By turning it on you say: ', { strong: sentence }] },
      {
        kind: 'note',
        text: [
          'Nothing is turned on yet. The owner of each mailbox is told before it is read for the first time. It can be turned off at any time.',
        ],
      },
    ],
    actions: [
      confirm,
      { kind: 'run', label: 'Leave it off', weight: 'plain', does: { command: 'provisioning', args: {} } },
    ],
  };
}

export function provisioningRefusedView(because: string): View {
  return {
    title: 'Newcomers are not invited by themselves',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [because, ' Nothing was changed.'] }],
    actions: [
      { kind: 'run', label: 'Show provisioning', weight: 'primary', does: { command: 'provisioning', args: {} } },
    ],
  };
}

function offButton({ rule }: ProvisioningStatus): Action {
  const does = { command: 'provisioning off', args: { domain: rule.domain } };
  return { kind: 'run', label: `Turn off for ${rule.domain}`, weight: 'plain', does };
}

function turnOn(args: Readonly<Record<string, unknown>>) {
  return { command: 'provisioning on', args };
}
