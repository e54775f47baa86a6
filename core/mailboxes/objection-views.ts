import type { Member } from '../people/member.ts';
import type { View } from '../views/view.ts';

/** To whoever asked for the seat. */
export function objectedView(owner: Member): View {
  return {
    title: `${owner.fullName} objects to the reading of their mailbox`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          'Nothing more is read. The seat stays theirs and is charged as before until it is deactivated. Talk to them: they can allow it again, and a stricter privacy level may be enough.',
        ],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: 'Show their privacy level',
        weight: 'primary',
        does: { command: 'privacy', args: { member: owner.address } },
      },
    ],
  };
}

export function stoppedView(stopped: number): View {
  return {
    title: stopped === 0 ? 'Nothing of yours is being read' : 'Your mailbox is not read any more',
    tone: stopped === 0 ? 'neutral' : 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          stopped === 0
            ? 'There was nothing to stop.'
            : 'Whoever asked for your seat is told that you object. What was read until now stays, within your privacy level; a stricter one deletes stored subjects.',
        ],
      },
    ],
    actions: [
      { kind: 'run', label: 'Show my privacy level', weight: 'plain', does: { command: 'privacy', args: {} } },
      { kind: 'run', label: 'Allow the reading again', weight: 'plain', does: { command: 'reading allow', args: {} } },
    ],
  };
}

export function allowedView(allowed: number): View {
  return {
    title: allowed === 0 ? 'There is nothing to allow' : 'Your mailbox is read again',
    tone: allowed === 0 ? 'neutral' : 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          allowed === 0
            ? 'No mailbox of yours is paused by you. What an Admin has disabled only an Admin can enable.'
            : 'The reading goes on where it stopped.',
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show my sync status', weight: 'plain', does: { command: 'status', args: {} } }],
  };
}
