import type { Clock } from '../clock.ts';
import { sealView } from '../commands/seal.ts';
import type { Id, Ids } from '../ids.ts';
import { staleRow } from '../stale-row.ts';
import type { Stores } from '../transaction.ts';
import type { SealedView, View } from '../views/view.ts';
import type { Notice, Recipient } from './notice.ts';

export type TellDeps = { readonly ids: Ids; readonly clock: Clock };
export type TellStores = Pick<Stores, 'notices' | 'actions' | 'work'>;

export type Telling<Told = View> = {
  /** Unique per account: telling the same thing again is the same notice. */
  readonly key: string;
  readonly subject: string;
  readonly recipient: Recipient;
  readonly view: Told;
};

/** Writes down what must be told, in the transaction that caused it. Only the outbox delivers it. */
export async function tell(
  deps: TellDeps,
  stores: TellStores,
  accountId: Id<'account'>,
  telling: Telling,
): Promise<void> {
  const view = await sealView(deps, stores, accountId, telling.view);
  await tellSealed(deps, stores, accountId, { ...telling, view });
}

/** The same for a view whose buttons are stored already, such as a stored answer. */
export async function tellSealed(
  deps: TellDeps,
  stores: Pick<Stores, 'notices' | 'work'>,
  accountId: Id<'account'>,
  { key, subject, recipient, view }: Telling<SealedView>,
): Promise<void> {
  const id = deps.ids.next('notice');
  const added = await stores.notices.add({
    id,
    accountId,
    key,
    subject,
    recipient,
    view,
    wanted: 1,
    attempts: 0,
    state: 'pending',
    notBefore: deps.clock.now(),
  });
  if (added) await deliverSoon(deps, stores, accountId, id);
}

/** Every live copy of a subject's message is brought to this view; one that is not out yet goes out with it. */
export async function repaint(
  deps: TellDeps,
  stores: TellStores,
  accountId: Id<'account'>,
  { subject, view }: { readonly subject: string; readonly view: View },
): Promise<void> {
  for (const notice of await stores.notices.ofSubject(subject)) {
    if (notice.state === 'undeliverable') continue;
    const sealed = await sealView(deps, stores, accountId, view);
    await replaceOrThrow(stores, notice, { ...notice, view: sealed, wanted: notice.wanted + 1 });
    await deliverSoon(deps, stores, accountId, notice.id);
  }
}

async function replaceOrThrow({ notices }: TellStores, previous: Notice, next: Notice): Promise<void> {
  if (!(await notices.replace(previous, next))) throw staleRow(`Notice ${previous.id}`);
}

export async function deliverSoon(
  deps: TellDeps,
  { work }: Pick<Stores, 'work'>,
  accountId: Id<'account'>,
  noticeId: Id<'notice'>,
): Promise<void> {
  await work.add({
    id: deps.ids.next('work'),
    kind: 'outbox.deliver',
    key: `outbox.deliver:${noticeId}`,
    payload: { accountId, noticeId },
    dueAt: deps.clock.now(),
  });
}
