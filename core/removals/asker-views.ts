import { unreachable } from '../result.ts';
import type { Action, Block, Inline, View } from '../views/view.ts';
import { HELD } from './held-text.ts';
import { certificateBlocks } from './certificate-view.ts';
import { certificateButton } from './removal-actions.ts';
import { WORDS } from './removal-card.ts';
import { removalTitle, type Names } from './removal-names.ts';
import { isOpen } from './removal-moves.ts';
import type { Question, RemovalRequest } from './removal-request.ts';

/** What whoever asked sees of it, kept up to date. */
export function askerView(request: RemovalRequest, names: Names, isHeld: boolean): View {
  return {
    title: `${removalTitle(request)} ${WORDS[request.state]}`,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: [...(isHeld && isOpen(request) ? [HELD] : []), ...next(request, names)] },
      ...certificate(request, names),
      due(request),
    ],
    actions: actionsOf(request),
  };
}

function next(request: RemovalRequest, names: Names): readonly Inline[] {
  switch (request.state) {
    case 'awaiting-endorsement':
      return ['Those who manage users were asked to endorse it; the first of them decides. Then it goes to support.'];
    case 'submitted':
      return ['It is with support. Nothing is deleted before they set a day.'];
    case 'assigned':
      return [names(request.to), ' of support looks at it. Nothing is deleted before a day is set.'];
    case 'info-needed':
      return [names(request.to), ' of support asks: ', request.questions.at(-1)?.question ?? ''];
    case 'scheduled':
      return ['It is carried out on ', { moment: request.dueAt }, '. Until then you can withdraw it.'];
    case 'executing':
      return ['It is being carried out and cannot be stopped any more.'];
    case 'failed':
      return ['A part of it could not be done: ', request.reason, ' Support goes on with it.'];
    case 'completed':
      return ['The person and their data are removed. This is what was done:'];
    case 'rejected':
      return [names(request.by), ' gave this reason: ', request.because, ' Nothing was deleted.'];
    case 'withdrawn':
      return [names(request.by), ' withdrew it. Nothing was deleted.'];
    default:
      return unreachable(request);
  }
}

function certificate(request: RemovalRequest, names: Names): readonly Block[] {
  return request.state === 'completed' ? certificateBlocks(request.certificate, names) : [];
}

function due({ askers, dueBy }: RemovalRequest): Block {
  const [first] = askers;
  const asked: readonly Inline[] = first === undefined ? [] : ['Asked ', { moment: first.at }, ', due by '];
  return { kind: 'note', text: [...asked, { moment: dueBy }, '.'] };
}

function actionsOf(request: RemovalRequest): readonly Action[] {
  const { id: removal, version } = request;
  const withdraw: Action = {
    kind: 'run',
    label: 'Withdraw',
    weight: 'plain',
    does: { command: 'removal withdraw', args: { removal } },
  };
  if (request.state === 'info-needed') return [answerButton(removal, version), withdraw];
  if (request.state === 'completed') return [certificateButton(request)];
  return isOpen(request) ? [withdraw] : [];
}

function answerButton(removal: RemovalRequest['id'], version: number): Action {
  return {
    kind: 'run',
    label: 'Answer',
    weight: 'primary',
    does: { command: 'removal answer', args: { removal, version } },
  };
}

/** A message of its own, because a repainted one wakes nobody. */
export function questionView(request: RemovalRequest, { by, question }: Question, names: Names): View {
  return {
    title: `Support needs to know something about ${removalTitle(request)}`,
    tone: 'attention',
    blocks: [
      { kind: 'text', text: [names(by), ' asks: ', question] },
      { kind: 'note', text: ['It waits for your answer. It is due by ', { moment: request.dueBy }, '.'] },
    ],
    actions: [answerButton(request.id, request.version)],
  };
}
