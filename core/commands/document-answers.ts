import { z } from 'zod';
import { handOverAt } from '../documents/ask-document.ts';
import { movedDocument } from '../documents/document-moves.ts';
import {
  documentClosedView,
  documentDeclinedView,
  documentPlacedView,
  notYourDocumentView,
} from '../documents/document-views.ts';
import type { Document } from '../documents/document.ts';
import { idSchema, type Id, type Ids } from '../ids.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const STEP = { group: 'account', example: '', reach: 'step', typed: [] } as const;
const document = idSchema('document');

const ACCEPT = signature({
  ...STEP,
  name: 'document accept',
  summary: 'Have a file put with your own',
  args: z.object({ document, place: z.string().min(1).max(8192) }),
});

const DECLINE = signature({
  ...STEP,
  name: 'document decline',
  summary: 'Do not take a file that was offered',
  args: z.object({ document }),
});

/** The two answers to an offered file, where a chat asks before it takes one. */
export function createDocumentAnswers(deps: { readonly ids: Ids }): readonly Command[] {
  return [
    command({ signature: ACCEPT, run: (args, context) => accept(deps, args, context) }),
    command({ signature: DECLINE, run: decline }),
  ];
}

type Offered = Extract<Document, { state: 'offered' }>;

async function accept(
  deps: { readonly ids: Ids },
  { document: id, place }: z.output<typeof ACCEPT.args>,
  context: CommandContext,
): Promise<Reply> {
  const offered = await openOffer(id, context);
  if ('kind' in offered) return offered;
  const { stores, now } = context;
  await stores.documents.replace(offered, movedDocument(offered, { kind: 'placed', place }));
  await handOverAt(deps, stores, { accountId: offered.accountId, documentId: id, dueAt: now });
  return { kind: 'deferred', view: documentPlacedView(offered.name) };
}

async function decline({ document: id }: z.output<typeof DECLINE.args>, context: CommandContext): Promise<Reply> {
  const offered = await openOffer(id, context);
  if ('kind' in offered) return offered;
  await context.stores.documents.replace(offered, movedDocument(offered, { kind: 'declined', at: context.now }));
  return privately(documentDeclinedView(offered.name));
}

/** Whatever is in somebody's hands, a file is for whoever asked for it. */
async function openOffer(id: Id<'document'>, context: CommandContext): Promise<Offered | Reply> {
  const found = await context.stores.documents.get(id);
  if (found === undefined) return privately(documentClosedView());
  if (found.memberId !== actingMember(context).id) return privately(notYourDocumentView());
  const isOpen = found.state === 'offered' && Temporal.Instant.compare(context.now, found.until) < 0;
  return isOpen ? found : privately(documentClosedView());
}
