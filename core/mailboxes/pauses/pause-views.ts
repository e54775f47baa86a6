import type { Member } from '../../people/member.ts';
import { countOf } from '../../views/count-text.ts';
import type { Action, Block, Inline, View } from '../../views/view.ts';
import type { Mailbox } from '../mailbox.ts';
import { pausedUntil } from './pause-moves.ts';

/** To whoever paused. */
export function pausedView(member: Member, paused: readonly Mailbox[]): View {
  return {
    title: `${mailboxesText(paused.length)} of ${member.fullName} ${paused.length === 1 ? 'is' : 'are'} paused`,
    tone: 'good',
    blocks: [
      mailboxList(paused),
      {
        kind: 'note',
        text: [
          'What was read stays. When reading goes on, it goes on where it stopped, and nothing of the time between is missed.',
        ],
      },
    ],
    actions: [run('Resume', 'resume', member), showStatus(member)],
  };
}

/** To whoever resumed; what somebody else has paused stays so and is said. */
export function resumedView(member: Member, mailboxes: readonly Mailbox[]): View {
  const read = mailboxes.filter(({ desired }) => desired === 'enabled');
  return {
    title:
      read.length === 0
        ? `No mailbox of ${member.fullName} is read again yet`
        : `${mailboxesText(read.length)} of ${member.fullName} ${read.length === 1 ? 'is' : 'are'} read again`,
    tone: read.length === 0 ? 'attention' : 'good',
    blocks: [mailboxList(mailboxes)],
    actions: [showStatus(member)],
  };
}

export function pausedForOwnerView(mailbox: Mailbox, by: Member): View {
  const until = pausedUntil(mailbox);
  return {
    title: `${mailbox.address} is not read for the time being`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Paused by', value: [{ member: by.id, name: by.fullName }] },
          ...(until === undefined ? [] : [{ label: 'Until', value: [{ moment: until }] }]),
        ],
      },
    ],
    actions: [ownStatus()],
  };
}

export function resumedForOwnerView({ address }: Mailbox, by: Member): View {
  return {
    title: `${address} is read again`,
    tone: 'neutral',
    blocks: [
      { kind: 'facts', facts: [{ label: 'Resumed by', value: [{ member: by.id, name: by.fullName }] }] },
      { kind: 'note', text: ['You can pause it yourself; only you can take that back.'] },
    ],
    actions: [ownStatus()],
  };
}

/** Nobody did it: its day has come. */
export function pauseEndedView({ address }: Mailbox, member: Member, isOwner: boolean): View {
  return {
    title: isOwner ? `${address} is read again` : `A mailbox of ${member.fullName} is read again`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['The pause has come to its end. Reading goes on where it stopped.'] }],
    actions: [isOwner ? ownStatus() : showStatus(member)],
  };
}

/** Each with what it is now, and who can change that. */
function mailboxList(mailboxes: readonly Mailbox[]): Block {
  return {
    kind: 'list',
    items: mailboxes.map((mailbox) => [{ strong: mailbox.address }, ': ', ...stateText(mailbox)]),
    total: mailboxes.length,
  };
}

function stateText(mailbox: Mailbox): readonly Inline[] {
  if (mailbox.desired === 'enabled') return ['is read'];
  if (mailbox.desired === 'disabled') return ['disabled by an Admin'];
  return [pausedByText(mailbox), ...untilText(mailbox)];
}

export function pausedByText({ pauses }: Pick<Mailbox, 'pauses'>): string {
  const isBy = (wanted: string) => pauses.some(({ side }) => side === wanted);
  if (!isBy('admin')) return 'paused by its owner, who alone can resume it';
  return isBy('owner') ? 'paused by its owner and by an Admin' : 'paused by an Admin';
}

function untilText(mailbox: Mailbox): readonly Inline[] {
  const until = pausedUntil(mailbox);
  return until === undefined ? [', until it is resumed'] : [', until ', { moment: until }];
}

function mailboxesText(count: number): string {
  return count === 1 ? 'The mailbox' : countOf(count, 'mailbox', 'mailboxes');
}

function run(label: string, command: string, { address }: Member): Action {
  return { kind: 'run', label, weight: 'plain', does: { command, args: { mailbox: address } } };
}

function showStatus({ address }: Member): Action {
  return { kind: 'run', label: 'Show status', weight: 'plain', does: { command: 'status', args: { member: address } } };
}

function ownStatus(): Action {
  return { kind: 'run', label: 'Show my sync status', weight: 'plain', does: { command: 'status', args: {} } };
}

export function notPausedView(member: Member, why: string): View {
  return refusedView(`No mailbox of ${member.fullName} was paused`, why, member);
}

export function notResumedView(member: Member, why: string): View {
  return refusedView(`No mailbox of ${member.fullName} was resumed`, why, member);
}

function refusedView(title: string, why: string, member: Member): View {
  return {
    title,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [why, ' Nothing was changed.'] }],
    actions: [showStatus(member)],
  };
}
