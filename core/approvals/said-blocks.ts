import type { Member } from '../people/member.ts';
import type { Action, Block, Inline } from '../views/view.ts';
import type { ApprovalRequest } from './approval-request.ts';
import type { RequestComment } from './request-comment.ts';

export type Said = { readonly comment: RequestComment; readonly by: Member | undefined };

/** A card shows the latest words only; all of them stand in its thread. */
const SHOWN = 3;

export const VERBS = { comment: 'says', question: 'asks', answer: 'answers' } as const satisfies Record<
  RequestComment['kind'],
  string
>;

export function saidBlocks(said: readonly Said[]): readonly Block[] {
  if (said.length === 0) return [];
  const items = said
    .slice(-SHOWN)
    .map(({ comment, by }): readonly Inline[] => [
      { strong: by?.fullName ?? 'Somebody who has left' },
      ` ${VERBS[comment.kind]}: ${comment.text}`,
    ]);
  const earlier = said.length - items.length;
  const note: readonly Block[] =
    earlier === 0
      ? []
      : [{ kind: 'note', text: [`${earlier} earlier ${earlier === 1 ? 'remark' : 'remarks'} before that.`] }];
  return [...note, { kind: 'list', items, total: items.length }];
}

export function commentButton({ id }: Pick<ApprovalRequest, 'id'>): Action {
  return { kind: 'run', label: 'Comment', weight: 'plain', does: { command: 'comment', args: { request: id } } };
}
