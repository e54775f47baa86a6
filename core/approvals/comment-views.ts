import type { Member } from '../people/member.ts';
import type { Form, View } from '../views/view.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { LONGEST_COMMENT, type RequestComment } from './request-comment.ts';
import { commentButton, VERBS } from './said-blocks.ts';
import { subjectText } from './request-card.ts';

export function commentView(request: ApprovalRequest, by: Member, { kind, text }: RequestComment): View {
  return {
    title: `${by.fullName} ${VERBS[kind]} about request ${request.number}`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: [text] }],
    actions: [commentButton(request)],
  };
}

export function questionView(request: ApprovalRequest, by: Member, { text }: RequestComment): View {
  return {
    title: `${by.fullName} asks about request ${request.number}: ${subjectText(request)}`,
    tone: 'attention',
    blocks: [
      { kind: 'text', text: [text] },
      {
        kind: 'note',
        text: ['The request stays open meanwhile, and its time goes on. Your answer is shown on every card.'],
      },
    ],
    actions: [
      { kind: 'run', label: 'Answer', weight: 'primary', does: { command: 'answer', args: { request: request.id } } },
      {
        kind: 'run',
        label: 'Cancel this request',
        weight: 'plain',
        does: { command: 'request cancel', args: { request: request.id } },
      },
    ],
  };
}

export function saidView(request: ApprovalRequest, { kind }: Pick<RequestComment, 'kind'>, isCut: boolean): View {
  return {
    title: SAID[kind],
    tone: 'good',
    blocks: [
      { kind: 'text', text: [`It stands on every card of request ${request.number} and in the threads under them.`] },
      ...(isCut ? [TOO_LONG] : []),
    ],
    actions: [],
  };
}

const TOO_LONG = {
  kind: 'note',
  text: ['It was longer than 1,000 characters: the cards show its beginning. Say the rest in another comment.'],
} as const;

const SAID = {
  comment: 'Your comment is kept',
  question: 'Your question is on its way to whoever asked',
  answer: 'Your answer is with the approvers',
} as const;

const ASKS = {
  comment: { title: 'Comment', label: 'Comment', button: 'Send' },
  question: { title: 'Ask for more', label: 'What do you need to know', button: 'Ask' },
  answer: { title: 'Answer', label: 'Answer', button: 'Answer' },
} as const;

export function sayingForm(request: ApprovalRequest, kind: RequestComment['kind'], command: string): Form {
  const { title, label, button } = ASKS[kind];
  return {
    title: `${title}: request ${request.number}`,
    blocks: [{ kind: 'text', text: [`It is about ${subjectText(request)}. Everybody who has the card reads it.`] }],
    inputs: [{ kind: 'text', name: 'text', label, required: true, maxLength: LONGEST_COMMENT, multiline: true }],
    submit: { label: button, does: { command, args: { request: request.id } } },
  };
}

export function notSaidView(request: ApprovalRequest, because: string): View {
  return {
    title: `Nothing was said about request ${request.number}`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [because] }],
    actions: [{ kind: 'run', label: 'Show requests', weight: 'primary', does: { command: 'requests', args: {} } }],
  };
}
