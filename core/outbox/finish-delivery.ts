import type { Delivery } from '../commands/delivery.ts';
import type { Accepted, FrontDoor } from '../commands/front-door.ts';
import type { Transaction } from '../transaction.ts';
import { answerByOutbox, type AnswerDeps } from './answer-by-outbox.ts';

export type FinishDeliveryDeps = AnswerDeps & {
  readonly transaction: Transaction;
  readonly handle: FrontDoor['handle'];
};

/**
 * Handles a delivery that nobody waits for any more and tells its answer, once per delivery. One whose handling broke
 * stays open for the next sweep; one that somebody answers directly just now is left to them.
 */
export function finishDelivery(deps: FinishDeliveryDeps, accepted: Accepted): Promise<void> {
  return handleAndTell(deps, accepted, ['handled']);
}

/** The same right after its person became known: whoever answers directly just now tells them to wait, not the answer. */
export function finishOpened(deps: FinishDeliveryDeps, accepted: Accepted): Promise<void> {
  return handleAndTell(deps, accepted, ['handled', 'answering', 'answered']);
}

async function handleAndTell(
  deps: FinishDeliveryDeps,
  accepted: Accepted,
  untold: readonly Delivery['state'][],
): Promise<void> {
  await deps.handle(accepted);
  await deps.transaction.run(accepted.accountId, async (stores) => {
    const delivery = await stores.deliveries.lock(accepted.deliveryId);
    if (delivery === undefined || delivery.state === 'open' || delivery.state === 'unlinked') return;
    if (!untold.includes(delivery.state)) return;
    await answerByOutbox(deps, stores, { delivery, reply: delivery.reply, mayBeRepeat: false });
    await stores.deliveries.save({ ...delivery, state: 'answered', at: deps.clock.now() });
  });
}
