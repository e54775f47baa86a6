import type { View } from '../views/view.ts';

const ON_THE_CONSOLE = [
  'On the console it is written to a file of any size: ',
  { code: 'audit export file:audit.jsonl' },
  '.',
] as const;

/** A whole log fits no message, and one that is cut proves nothing. */
export function exportByFileOnlyView(): View {
  return {
    title: 'The audit log is given as a file',
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: ['It is too long for a message. ', ...ON_THE_CONSOLE, ' Receipts of single requests are given here.'],
      },
    ],
    actions: [{ kind: 'run', label: 'Verify it here', weight: 'primary', does: { command: 'audit verify', args: {} } }],
  };
}

export function exportTooLargeView(): View {
  return {
    title: 'The audit log is larger than a file in a chat',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          'Nothing was handed over. A part of it is smaller: ',
          { code: 'audit export from:2026-01 to:2026-06' },
          ' gives half a year. ',
          ...ON_THE_CONSOLE,
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Verify it here', weight: 'primary', does: { command: 'audit verify', args: {} } }],
  };
}

export function nothingRecordedView(): View {
  return {
    title: 'Nothing was recorded in this time',
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['So there is no file. Audit shows when the last records were written.'] }],
    actions: [{ kind: 'run', label: 'Show the audit log', weight: 'primary', does: { command: 'audit', args: {} } }],
  };
}

export function endsBeforeItBeginsView(): View {
  return {
    title: 'The audit log was not exported',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: ['to is before from. Say the earlier one first: ', { code: 'audit export from:2026-01 to:2026-06' }, '.'],
      },
    ],
    actions: [{ kind: 'run', label: 'Show the audit log', weight: 'plain', does: { command: 'audit', args: {} } }],
  };
}
