import type { Registry } from '../accounts/registry.ts';
import type { Id } from '../ids.ts';
import type { Log } from '../log.ts';
import { answerByOutbox } from '../outbox/answer-by-outbox.ts';
import { finishDelivery, type FinishDeliveryDeps } from '../outbox/finish-delivery.ts';
import type { Delivery } from './delivery.ts';

export type ResumeDeliveriesDeps = FinishDeliveryDeps & {
  readonly registry: Pick<Registry, 'accounts'>;
  readonly log: Log;
  readonly patience: DeliveryPatience;
};

/** How long a delivery may stay as it is before it counts as left behind. */
export type DeliveryPatience = { readonly open: Temporal.Duration; readonly unanswered: Temporal.Duration };

/** Longer than a transaction may take, so that whoever accepted the delivery is not at it any more. */
export const DELIVERY_PATIENCE: DeliveryPatience = {
  open: Temporal.Duration.from({ seconds: 20 }),
  unanswered: Temporal.Duration.from({ seconds: 60 }),
};

const MOST_PER_ACCOUNT = 50;

/** Picks up what a crash left behind between accepting, handling and answering. Running it twice at once is harmless. */
export function createResumeDeliveries(deps: ResumeDeliveriesDeps): (signal: AbortSignal) => Promise<void> {
  return async (signal) => {
    for (const accountId of await deps.registry.accounts()) {
      for (const delivery of await leftBehind(deps, accountId)) {
        signal.throwIfAborted();
        await resume(deps, delivery);
      }
    }
  };
}

async function leftBehind(
  { clock, transaction, patience }: ResumeDeliveriesDeps,
  accountId: Id<'account'>,
): Promise<readonly Delivery[]> {
  const now = clock.now();
  return await transaction.run(accountId, async ({ deliveries }) => [
    ...(await deliveries.stale(['open'], now.subtract(patience.open), MOST_PER_ACCOUNT)),
    ...(await deliveries.stale(['handled', 'answering'], now.subtract(patience.unanswered), MOST_PER_ACCOUNT)),
  ]);
}

/** One that cannot be finished must not keep the others waiting; it comes up again with the next sweep. */
async function resume(deps: ResumeDeliveriesDeps, { id, accountId, state }: Delivery): Promise<void> {
  deps.log.warn({ deliveryId: id, accountId, state }, 'Delivery resumed');
  try {
    if (state === 'open') await finishDelivery(deps, { accountId, deliveryId: id });
    else await tellUnanswered(deps, { id, accountId });
  } catch (error) {
    deps.log.error({ deliveryId: id, accountId, error }, 'Resuming a delivery broke');
  }
}

async function tellUnanswered(
  deps: ResumeDeliveriesDeps,
  { id, accountId }: Pick<Delivery, 'id' | 'accountId'>,
): Promise<void> {
  await deps.transaction.run(accountId, async (stores) => {
    const delivery = await stores.deliveries.lock(id);
    if (delivery?.state !== 'handled' && delivery?.state !== 'answering') return;
    const since = delivery.at.until(deps.clock.now());
    if (Temporal.Duration.compare(since, deps.patience.unanswered) < 0) return;
    const mayBeRepeat = delivery.state === 'answering';
    await answerByOutbox(deps, stores, { delivery, reply: delivery.reply, mayBeRepeat });
    await stores.deliveries.save({ ...delivery, state: 'answered', at: deps.clock.now() });
  });
}
