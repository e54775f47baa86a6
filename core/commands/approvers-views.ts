import type { Account } from '../accounts/account.ts';
import type { Member } from '../people/member.ts';
import { highestAdmins } from '../approvals/freeze-step.ts';
import type { Action, Form, View } from '../views/view.ts';
import type { CommandName } from '../people/policy.ts';

const SHOW: Action = {
  kind: 'run',
  label: 'Show approvers',
  weight: 'plain',
  does: { command: 'approvers', args: {} },
};

export function approversView(members: readonly Member[], { name }: Account): View {
  const approvers = members.filter(({ standing, grants }) => standing === 'active' && grants.includes('approver'));
  const standIns = highestAdmins(members);
  return {
    title: approvers.length === 0 ? `Nobody is an approver of ${name}` : `Who approves purchases of ${name}`,
    tone: approvers.length === 0 ? 'attention' : 'neutral',
    blocks: [
      {
        kind: 'list',
        items: approvers.map(({ id, fullName, address }) => [{ member: id, name: fullName }, ` ${address}`]),
        total: approvers.length,
      },
      {
        kind: 'note',
        text: [
          'Nobody approves their own request. Where no other approver is left, these decide: ',
          standIns.length === 0 ? 'nobody, so the request stops' : standIns.map(({ fullName }) => fullName).join(', '),
          '.',
        ],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: 'Add an approver',
        weight: approvers.length === 0 ? 'primary' : 'plain',
        does: { command: 'approvers add', args: {} },
      },
      { kind: 'run', label: 'Show the policy', weight: 'plain', does: { command: 'policy', args: {} } },
    ],
  };
}

export function whichMemberForm(title: string, does: CommandName): Form {
  return {
    title,
    blocks: [],
    inputs: [
      {
        kind: 'text',
        name: 'member',
        label: 'Member',
        hint: 'Full name or e-mail address',
        required: true,
        maxLength: 254,
        multiline: false,
      },
    ],
    submit: { label: 'Go on', does: { command: does, args: {} } },
  };
}

export function approverAddedView({ fullName }: Member): View {
  return {
    title: `${fullName} approves purchases from now on`,
    tone: 'good',
    blocks: [
      { kind: 'text', text: ['They are told. Requests that are open already stay with whom they were put to.'] },
    ],
    actions: [SHOW],
  };
}

export function youApproveView(by: string): View {
  return {
    title: 'You approve purchases of seats from now on',
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: [`${by} made you an approver. Requests reach you here, with the most that can be charged on the button.`],
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

export function approverRemovedView({ fullName }: Member, left: number): View {
  return {
    title: `${fullName} approves nothing any more`,
    tone: left === 0 ? 'attention' : 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          left === 0
            ? 'No approver is left: purchases go to the administrators from now on.'
            : 'What they approved stays as it is. Open requests wait for the others they were put to.',
        ],
      },
    ],
    actions: [SHOW],
  };
}

export function lastApproverForm({ fullName, address }: Member): Form {
  return {
    title: 'The last approver',
    blocks: [
      {
        kind: 'text',
        text: [
          `${fullName} is the last approver. Without one, purchases go to the highest administrators other than the requester; where there is none, nothing can be bought.`,
        ],
      },
    ],
    inputs: [
      {
        kind: 'check',
        name: 'agreed',
        label: 'Confirmation',
        sentence: 'I understand that no approver is left after this.',
        required: true,
      },
    ],
    submit: { label: 'Remove', does: { command: 'approvers remove', args: { member: address } } },
  };
}

const NO_APPROVER = {
  'not-active': 'is not active here, so they cannot approve anything. They can be added once they are.',
  already: 'is an approver already. Nothing was changed.',
  never: 'is no approver. Nothing was changed.',
} as const;

export function noApproverView({ fullName }: Member, because: keyof typeof NO_APPROVER): View {
  return {
    title: 'The approvers stay as they are',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [`${fullName} ${NO_APPROVER[because]}`] }],
    actions: [SHOW],
  };
}
