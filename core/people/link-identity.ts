import { showOpenRequests } from '../approvals/show-open-requests.ts';
import type { Delivery } from '../commands/delivery.ts';
import type { Accepted } from '../commands/front-door.ts';
import { strangerView } from '../commands/handling-views.ts';
import { sealView } from '../commands/seal.ts';
import { answerByOutbox } from '../outbox/answer-by-outbox.ts';
import type { ChatDirectory, PlatformProfile } from '../outbox/chat-gateway.ts';
import { finishDelivery, finishOpened, type FinishDeliveryDeps } from '../outbox/finish-delivery.ts';
import type { Stores } from '../transaction.ts';
import type { WorkOutcome, WorkPayload } from '../work/work.ts';
import { linkPerson, type LinkPersonDeps } from './link-person.ts';
import { noAnswer } from './no-profile.ts';
import { notProvedText } from './not-proved-text.ts';
import { provePerson } from './prove-person.ts';
import type { Log } from '../log.ts';

export type LinkIdentityDeps = LinkPersonDeps &
  FinishDeliveryDeps & {
    readonly log: Log;
    readonly directories: (surface: string) => ChatDirectory | undefined;
  };

export type LinkIdentity = (waiting: WorkPayload<'identity.link'>, signal: AbortSignal) => Promise<WorkOutcome>;

/** Finds out who wrote for the first time, then runs what they wrote, or tells them why it is not run. */
export function createLinkIdentity(deps: LinkIdentityDeps): LinkIdentity {
  return async (accepted, signal) => {
    const waiting = await waitingDelivery(deps, accepted);
    if (waiting.kind === 'unlinked') {
      const outcome = await settleUnlinked(deps, waiting.delivery);
      if (outcome !== undefined) return outcome;
    }
    signal.throwIfAborted();
    if (waiting.kind === 'gone-on') await finishDelivery(deps, accepted);
    else await finishOpened(deps, accepted);
    return { kind: 'done' };
  };
}

type Waiting =
  | { readonly kind: 'unlinked'; readonly delivery: Delivery }
  /** Another delivery has made the person known meanwhile. */
  | { readonly kind: 'opened' }
  /** An earlier run of this work has come further. */
  | { readonly kind: 'gone-on' };

async function waitingDelivery(
  { transaction, clock }: LinkIdentityDeps,
  { accountId, deliveryId }: Accepted,
): Promise<Waiting> {
  return await transaction.run(accountId, async ({ deliveries, identities }): Promise<Waiting> => {
    const delivery = await deliveries.lock(deliveryId);
    if (delivery === undefined) throw new Error(`Delivery ${deliveryId} waits for its person but is not stored`);
    if (delivery.state !== 'unlinked') return { kind: 'gone-on' };
    if ((await identities.of(delivery.inbound.from)) === undefined) return { kind: 'unlinked', delivery };
    await identities.seen(delivery.inbound.from, clock.now());
    await deliveries.save(opened(delivery));
    return { kind: 'opened' };
  });
}

/** Undefined when the person was linked. */
async function settleUnlinked(deps: LinkIdentityDeps, delivery: Delivery): Promise<WorkOutcome | undefined> {
  const { from } = delivery.inbound;
  const directory = deps.directories(from.surface);
  const profile = await directory?.profileOf(from);
  if (profile === undefined || !profile.ok) {
    const waiting = noAnswer(deps, delivery, profile?.error);
    if (waiting.kind === 'wait') return waiting.outcome;
    await deps.transaction.run(delivery.accountId, (stores) => turnAway(deps, stores, delivery, waiting.reason));
    return { kind: 'done' };
  }
  const linked = await deps.transaction.run(delivery.accountId, (stores) =>
    link(deps, stores, delivery, profile.value),
  );
  return linked ? undefined : { kind: 'done' };
}

async function link(
  deps: LinkIdentityDeps,
  stores: Stores,
  { id, accountId, inbound }: Delivery,
  profile: PlatformProfile | undefined,
): Promise<boolean> {
  const delivery = await stores.deliveries.lock(id);
  if (delivery?.state !== 'unlinked') return true;
  const proved = await provePerson(stores, profile);
  if (!proved.ok) {
    await turnAway(deps, stores, delivery, notProvedText(proved.error));
    return false;
  }
  await linkPerson(deps, stores, { accountId, member: proved.value, user: inbound.from });
  await showOpenRequests(deps, stores, proved.value, inbound.from);
  await stores.deliveries.save(opened(delivery));
  return true;
}

async function turnAway(
  deps: LinkIdentityDeps,
  stores: Stores,
  { id, accountId }: Delivery,
  reason: string,
): Promise<void> {
  const delivery = await stores.deliveries.lock(id);
  if (delivery?.state !== 'unlinked') return;
  const reply = { kind: 'private', view: await sealView(deps, stores, accountId, strangerView(reason)) } as const;
  await answerByOutbox(deps, stores, { delivery, reply, mayBeRepeat: false });
  await stores.deliveries.save({ ...delivery, state: 'answered', reply, at: deps.clock.now() });
}

function opened({ id, accountId, inbound, receivedAt, attempts }: Delivery): Delivery {
  return { id, accountId, inbound, receivedAt, attempts, state: 'open' };
}
