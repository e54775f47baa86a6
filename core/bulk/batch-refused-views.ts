import type { View } from '../views/view.ts';
import { stateText } from './batch-texts.ts';
import type { Batch } from './batch.ts';

export function batchGoneView(): View {
  return plain('This list is not known any more', 'It belongs to an installation that was reset. Nothing was done.');
}

export function batchMovedView(batch: Batch): View {
  return {
    ...plain(
      'This button belongs to an earlier step of the list',
      `It is further now: ${stateText(batch)}. Nothing was done.`,
    ),
    actions: [
      {
        kind: 'run',
        label: 'Show the list',
        weight: 'primary',
        does: { command: 'batch show', args: { batch: batch.id, version: batch.version } },
      },
    ],
  };
}

export function draftExpiredView(): View {
  return {
    ...plain(
      'This list was not confirmed within a day',
      'What it said may not be true any more. Nobody was invited and nothing is charged.',
    ),
    actions: [{ kind: 'run', label: 'Start over', weight: 'primary', does: { command: 'invite csv', args: {} } }],
  };
}

export function draftCancelledView(): View {
  return plain('The list was thrown away', 'Nobody was invited and nothing is charged.');
}

export function withdrawnView(count: number): View {
  return plain(
    `${count === 1 ? '1 invitation' : `${count} invitations`} of the list cancelled`,
    'Nothing was asked for and nothing is charged. Those who got a free seat keep it.',
  );
}

export function freeSeatsFirstView(): View {
  return plain(
    'Seats have become free meanwhile',
    'They are used first and cost nothing. If some people are left then, you get a new price in a message of its own.',
  );
}

/** The whole list cannot be read, and what to do about it. */
export function listRefusedView(sentence: string): View {
  return {
    title: 'The list could not be read',
    tone: 'bad',
    blocks: [
      { kind: 'text', text: [sentence] },
      { kind: 'note', text: ['Nothing has happened.'] },
    ],
    actions: [
      { kind: 'run', label: 'Invite many colleagues', weight: 'primary', does: { command: 'invite csv', args: {} } },
    ],
  };
}

export function uploadTakenView(): View {
  return plain('Your list is being fetched', 'You get a message with every row and what would happen to it.');
}

function plain(title: string, text: string): View {
  return { title, tone: 'neutral', blocks: [{ kind: 'text', text: [text] }], actions: [] };
}
