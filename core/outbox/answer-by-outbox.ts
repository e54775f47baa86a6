import type { Delivery } from '../commands/delivery.ts';
import type { SealedReply } from '../commands/reply.ts';
import { resolveCall } from '../commands/resolve-call.ts';
import { sealView } from '../commands/seal.ts';
import type { Signature } from '../commands/signature.ts';
import { unreachable } from '../result.ts';
import type { SealedForm, SealedView, View } from '../views/view.ts';
import { tellSealed, type TellDeps, type TellStores } from './tell.ts';

export type AnswerDeps = TellDeps & { readonly signatures: readonly Signature[] };

export type Answer = {
  readonly delivery: Delivery;
  readonly reply: SealedReply;
  /** The answer may have gone out before: it says so. */
  readonly mayBeRepeat: boolean;
};

/** Tells the stored answer to the person who acted, once per delivery, because nobody is there to take it directly. */
export async function answerByOutbox(deps: AnswerDeps, stores: TellStores, answer: Answer): Promise<void> {
  const { delivery, mayBeRepeat } = answer;
  const view = await viewOf(deps, stores, answer);
  const key = `answer:${delivery.id}`;
  await tellSealed(deps, stores, delivery.accountId, {
    key,
    subject: key,
    recipient: { kind: 'address', address: { kind: 'user', ...delivery.inbound.from } },
    view: mayBeRepeat ? { ...view, blocks: [...view.blocks, REPEAT] } : view,
  });
}

const REPEAT = { kind: 'note', text: ['You may have seen this answer before; nothing was done twice.'] } as const;

async function viewOf(deps: AnswerDeps, stores: TellStores, { delivery, reply }: Answer): Promise<SealedView> {
  switch (reply.kind) {
    case 'private':
    case 'conversation':
    case 'deferred':
      return reply.view;
    case 'form':
      return await sealView(deps, stores, delivery.accountId, await reopeningView(deps, stores, delivery, reply.form));
    case 'fields':
      return fieldsView(reply.errors);
    default:
      return unreachable(reply);
  }
}

/** A form can be opened only while somebody acts, so its message carries the button that acts again. */
async function reopeningView(
  { signatures, clock }: AnswerDeps,
  stores: TellStores,
  delivery: Delivery,
  form: SealedForm,
): Promise<View> {
  const call = await resolveCall({ stores, signatures, now: clock.now() }, delivery.inbound.ask);
  if (!call.ok) return call.error;
  return {
    title: form.title,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['Some details are needed before this can go on. Nothing was done yet.'] }],
    actions: [{ kind: 'run', label: 'Fill in', weight: 'primary', does: call.value }],
  };
}

function fieldsView(errors: Readonly<Record<string, string>>): SealedView {
  const items = Object.values(errors).map((sentence) => [sentence]);
  return {
    title: 'Some answers could not be used',
    tone: 'attention',
    blocks: [
      { kind: 'list', items, total: items.length },
      { kind: 'note', text: ['Nothing was done. Open the form again and send it with these answers changed.'] },
    ],
    actions: [],
  };
}
