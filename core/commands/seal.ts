import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { unreachable } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { Action, Form, SealedForm, SealedView, View } from '../views/view.ts';
import type { Call } from './call.ts';
import type { Reply, SealedReply } from './reply.ts';
import type { StoredAction } from './stored-action.ts';

export type SealDeps = { readonly ids: Ids; readonly clock: Clock };

/** A button on an old card still answers, with the state of things now; only after this long it asks to start over. */
const ACTION_LIFE = Temporal.Duration.from({ hours: 24 * 90 });

/** Stores what the buttons of a view do and returns the view with opaque ids in their place. */
export async function sealView(
  deps: SealDeps,
  stores: Pick<Stores, 'actions'>,
  accountId: Id<'account'>,
  view: View,
): Promise<SealedView> {
  const minted: StoredAction[] = [];
  const sealed = withActions(view, minting(deps, accountId, minted));
  await stores.actions.add(minted);
  return sealed;
}

export async function sealReply(
  deps: SealDeps,
  stores: Pick<Stores, 'actions'>,
  accountId: Id<'account'>,
  reply: Reply,
): Promise<SealedReply> {
  const minted: StoredAction[] = [];
  const sealed = replyWithActions(reply, minting(deps, accountId, minted));
  await stores.actions.add(minted);
  return sealed;
}

type Mint = (call: Call) => Id<'action'>;

function minting({ ids, clock }: SealDeps, accountId: Id<'account'>, minted: StoredAction[]): Mint {
  const expiresAt = clock.now().add(ACTION_LIFE);
  return (call) => {
    const id = ids.next('action');
    minted.push({ id, accountId, call, expiresAt });
    return id;
  };
}

function replyWithActions(reply: Reply, mint: Mint): SealedReply {
  switch (reply.kind) {
    case 'private':
    case 'conversation':
    case 'deferred':
      return { kind: reply.kind, view: withActions(reply.view, mint) };
    case 'form':
      return { kind: 'form', form: formWithAction(reply.form, mint) };
    case 'fields':
      return reply;
    default:
      return unreachable(reply);
  }
}

function withActions(view: View, mint: Mint): SealedView {
  return { ...view, actions: view.actions.map((action) => sealAction(action, mint)) };
}

function sealAction(action: Action, mint: Mint): Action<Id<'action'>> {
  return action.kind === 'open' ? action : { ...action, does: mint(action.does) };
}

function formWithAction(form: Form, mint: Mint): SealedForm {
  return { ...form, submit: { label: form.submit.label, does: mint(form.submit.does) } };
}
