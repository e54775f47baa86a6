import { tell } from '../outbox/tell.ts';
import type { Notice } from '../outbox/notice.ts';
import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { commentView, questionView } from './comment-views.ts';
import type { OpenRequestDeps } from './open-request-deps.ts';
import { repaintRequestCards, requestSubject } from './request-cards.ts';
import type { RequestComment } from './request-comment.ts';

export type Saying = Pick<RequestComment, 'kind' | 'text'> & {
  readonly request: ApprovalRequest;
  readonly by: Member;
  /** The card in whose thread it was written: everybody there has read it. */
  readonly under: Id<'notice'> | undefined;
};

/** Keeps what somebody says about a request, shows it on every card and under it, and tells whoever asked for it. */
export async function sayAboutRequest(deps: OpenRequestDeps, stores: Stores, saying: Saying): Promise<RequestComment> {
  const { request, by, kind, text, under } = saying;
  const { accountId, id: requestId } = request;
  const id = deps.ids.next('comment');
  const comment: RequestComment = { id, accountId, requestId, kind, by: by.id, at: deps.clock.now(), text };
  await stores.comments.add(comment);
  await auditComment(deps, stores, request, comment);
  await repaintRequestCards(deps, stores, request);
  for (const card of await cardsOf(stores, request))
    if (card.id !== under) await mirror(deps, stores, saying, { comment, card });
  if (by.id !== request.requestedBy) await tellRequester(deps, stores, saying, comment);
  return comment;
}

/** The cards as they were put to people and channels; a reminder is one more copy in the same place. */
export async function cardsOf({ notices }: Stores, { id }: Pick<ApprovalRequest, 'id'>): Promise<readonly Notice[]> {
  const all = await notices.ofSubject(requestSubject(id));
  return all.filter(({ key, state }) => key.startsWith(`${requestSubject(id)}:`) && state !== 'undeliverable');
}

async function mirror(
  deps: OpenRequestDeps,
  stores: Stores,
  { request, by }: Saying,
  { comment, card }: { readonly comment: RequestComment; readonly card: Notice },
): Promise<void> {
  await tell(deps, stores, request.accountId, {
    key: `comment:${comment.id}:${card.id}`,
    subject: `comment:${comment.id}`,
    recipient: { ...card.recipient, under: card.id },
    view: commentView(request, by, comment),
  });
}

/** Whoever asked has no card of their own; a question comes with the button to answer it. */
async function tellRequester(
  deps: OpenRequestDeps,
  stores: Stores,
  { request, by }: Saying,
  comment: RequestComment,
): Promise<void> {
  const key = `comment:${comment.id}:requester`;
  await tell(deps, stores, request.accountId, {
    key,
    subject: key,
    recipient: { kind: 'member', memberId: request.requestedBy },
    view: comment.kind === 'question' ? questionView(request, by, comment) : commentView(request, by, comment),
  });
}

async function auditComment(
  { audit }: OpenRequestDeps,
  stores: Stores,
  { accountId, number }: ApprovalRequest,
  { id, requestId, kind, by, at, text }: RequestComment,
): Promise<void> {
  await audit(stores, accountId, {
    kind: `request.${kind}`,
    at,
    actor: { kind: 'member', memberId: by },
    subject: { kind: 'request', id: requestId },
    facts: { number, comment: id },
    personal: [{ memberId: by, values: { text } }],
  });
}
