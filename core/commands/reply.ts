import type { DocumentWay } from '../documents/chat-documents.ts';
import type { WrittenDocument } from '../documents/written-document.ts';
import type { Id } from '../ids.ts';
import type { Form, View } from '../views/view.ts';
import type { Call } from './call.ts';

/**
 * What a handler answers. `private` is seen by the person who acted only (a DM where a surface has no private answer),
 * `conversation` by everybody there, `fields` stands on the fields of the form that was submitted, `deferred` says that
 * work goes on and the outbox will finish the answer.
 */
export type Reply<Does = Call> =
  | { readonly kind: 'private'; readonly view: View<Does> }
  | { readonly kind: 'conversation'; readonly view: View<Does> }
  | { readonly kind: 'form'; readonly form: Form<Does> }
  | { readonly kind: 'fields'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'deferred'; readonly view: View<Does> };

/** A handler may also answer with a document; whoever runs the handler sees to it that the person is given it. */
export type Answered =
  | Reply
  | { readonly kind: 'document'; readonly way: DocumentWay; readonly document: WrittenDocument };

/** A reply whose buttons point at stored actions: what is stored with the delivery and what a platform may see. */
export type SealedReply = Reply<Id<'action'>>;
