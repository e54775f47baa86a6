import type { Call } from '../commands/call.ts';
import { unreachable } from '../result.ts';
import type { Action, View } from '../views/view.ts';
import type { DocumentWay } from './chat-documents.ts';
import type { DocumentFailure } from './document.ts';
import type { WrittenDocument } from './written-document.ts';

export function documentAskedView({ name, title, note, asText }: WrittenDocument, way: DocumentWay): View {
  return {
    title: `${title}: a file for you`,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: [{ code: name }, ` ${wayText(way)}`] },
      { kind: 'note', text: [note] },
    ],
    actions: asText === undefined ? [] : [{ ...asTextAction(asText), weight: 'primary' }],
  };
}

function wayText(way: DocumentWay): string {
  switch (way) {
    case 'posted':
      return 'comes in a direct message, to you only.';
    case 'agreed':
      return 'is offered to you in our personal chat. Once you agree there, it is put with your own files; nobody else sees it.';
    default:
      return unreachable(way);
  }
}

export function documentPlacedView(name: string): View {
  return {
    title: `${name} is being put with your files`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['It is made now, with what you may see now. A message with the file follows.'] }],
    actions: [],
  };
}

export function documentDeclinedView(name: string): View {
  return {
    title: `${name} was not stored anywhere`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['Nothing of it was kept. The same command offers it again.'] }],
    actions: [],
  };
}

/** Only somebody who looks at an old message sees this. */
export function documentClosedView(): View {
  return {
    title: 'This offer of a file is over',
    tone: 'attention',
    blocks: [
      { kind: 'text', text: ['It was answered before, or more than a day ago. The same command offers it again.'] },
    ],
    actions: [{ kind: 'run', label: 'Show help', weight: 'plain', does: { command: 'help', args: {} } }],
  };
}

export function notYourDocumentView(): View {
  return {
    title: 'This file is for somebody else',
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['Only whoever asked for it may answer. Nothing was handed over.'] }],
    actions: [{ kind: 'run', label: 'Show what I may do', weight: 'plain', does: { command: 'help', args: {} } }],
  };
}

/** The file is there and its message was not taken. */
export function documentThereView(name: string, href: string): View {
  return {
    title: `${name} is with your files`,
    tone: 'good',
    blocks: [{ kind: 'text', text: ['Only you have it.'] }],
    actions: [{ kind: 'open', label: 'Open it', href }],
  };
}

type Failed = {
  readonly name: string;
  readonly call: Call;
  readonly asText: Call | undefined;
  readonly reference: string;
};

export function documentFailedView(
  because: Exclude<DocumentFailure, 'answered'>,
  { name, call, asText, reference }: Failed,
): View {
  return {
    title: because === 'perhaps' ? `${name} may not have reached you` : `${name} could not be given to you`,
    tone: because === 'perhaps' ? 'attention' : 'bad',
    blocks: [
      { kind: 'text', text: [failureText(because)] },
      { kind: 'note', text: ['Reference: ', { code: reference }] },
    ],
    actions: [
      { kind: 'run', label: 'Try again', weight: 'primary', does: call },
      ...(asText === undefined ? [] : [asTextAction(asText)]),
    ],
  };
}

function asTextAction(asText: Call): Extract<Action, { kind: 'run' }> {
  return { kind: 'run', label: 'Show it as text', weight: 'plain', does: asText };
}

function failureText(because: Exclude<DocumentFailure, 'answered'>): string {
  switch (because) {
    case 'too-large':
      return 'It is larger than a file that Usher gives in a chat. On the console it is written to a file of any size.';
    case 'not-permitted':
      return 'Usher may not give files here. An administrator of the chat can permit it by installing the app again.';
    case 'place-gone':
      return 'The place that the chat gave for it is not open any more. Nothing was stored there; ask for it again.';
    case 'unreachable':
      return 'The chat did not take it for half an hour. Nothing was handed over; ask for it again.';
    case 'perhaps':
      return 'The chat did not say whether it took the file. Look for it before you ask again.';
    default:
      return unreachable(because);
  }
}
