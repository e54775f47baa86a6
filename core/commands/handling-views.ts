import type { View } from '../views/view.ts';

export function unlinkedView(): View {
  return {
    title: 'Checking who you are',
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: [
          'This is the first time you write to Usher here. It asks the chat for your confirmed address and matches it with the members of your account; then your command runs and its answer comes as a direct message.',
        ],
      },
    ],
    actions: [],
  };
}

export function strangerView(reason: string): View {
  return {
    title: 'You are not a member here yet',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [reason, ' Your command was not run. Ask an Admin of your company to invite you, then send it again.'],
      },
    ],
    actions: [],
  };
}

export function delayedView(reference: string): View {
  return {
    title: 'Your command could not be finished yet',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          'Something in Usher broke while it ran, and nothing was changed. It is tried again by itself; the answer comes as a direct message.',
        ],
      },
      { kind: 'note', text: ['Reference ', { code: reference }] },
    ],
    actions: [],
  };
}

export function failedView(reference: string): View {
  return {
    title: 'Your command failed',
    tone: 'bad',
    blocks: [
      {
        kind: 'text',
        text: [
          'It was tried several times and something in Usher broke each time. Nothing was changed. Send it again later, or give support the reference.',
        ],
      },
      { kind: 'note', text: ['Reference ', { code: reference }] },
    ],
    actions: [],
  };
}
