import type { Accepted, FrontDoor } from '../commands/front-door.ts';
import type { Transaction } from '../transaction.ts';
import { answerByOutbox, type AnswerDeps } from './answer-by-outbox.ts';

export type FinishDeliveryDeps = AnswerDeps & {
  readonly transaction: Transaction;
  readonly handle: FrontDoor['handle'];
};

/**
 * Handles a delivery that nobody waits for any more and tells its answer. One whose handling broke stays open for the
 * next sweep; one that somebody answers directly just now is left to them.
 */
export async function finishDelivery(deps: FinishDeliveryDeps, accepted: Accepted): Promise<void> {
  await deps.handle(accepted);
  await deps.transaction.run(accepted.accountId, async (stores) => {
    const delivery = await stores.deliveries.lock(accepted.deliveryId);
    if (delivery?.state !== 'handled') return;
    await answerByOutbox(deps, stores, { delivery, reply: delivery.reply, mayBeRepeat: false });
    await stores.deliveries.save({ ...delivery, state: 'answered', at: deps.clock.now() });
  });
}
