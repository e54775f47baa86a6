import type { SealedView } from '../../core/views/view.ts';

export function unknownWorkspaceView(): SealedView {
  return {
    title: 'This workspace is not connected to an account',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          'Nothing was done. An operator connects the Slack workspace you belong to with your company’s account; ',
          'after that the same command works.',
        ],
      },
    ],
    actions: [],
  };
}

/** The delivery is stored, so the sweep will finish it and the outbox will answer. */
export function keptView(reference: string): SealedView {
  return {
    title: 'Your request is kept and will be finished',
    tone: 'attention',
    blocks: [
      { kind: 'text', text: ['Something broke on our side before it was done. There is nothing you need to repeat.'] },
      { kind: 'facts', facts: [{ label: 'Reference', value: [{ code: reference }] }] },
    ],
    actions: [],
  };
}

export function invalidAnswersView(errors: Readonly<Record<string, string>>): SealedView {
  const facts = Object.entries(errors).map(([label, error]) => ({ label, value: [error] }));
  return {
    title: 'Some answers cannot be accepted',
    tone: 'attention',
    blocks: [
      { kind: 'text', text: ['Nothing was done. Open the form again and change these:'] },
      { kind: 'facts', facts },
    ],
    actions: [],
  };
}

export function formIsGoneView(): SealedView {
  return {
    title: 'This form cannot be opened any more',
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['Nothing was done. Type the command again to get a new one.'] }],
    actions: [],
  };
}

export function notYourFormView(): SealedView {
  return {
    title: 'This form belongs to somebody else',
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['Nothing was done. Type the command yourself to get a form of your own.'] }],
    actions: [],
  };
}
