import { inRequestContext } from '../request-context.ts';
import type { Actor } from '../people/actor.ts';
import { authorise } from '../people/authority.ts';
import { claimFirstAdmin } from '../people/claim-first-admin.ts';
import { POLICY, type CommandName } from '../people/policy.ts';
import type { Account } from '../accounts/account.ts';
import { askDocument } from '../documents/ask-document.ts';
import type { Stores } from '../transaction.ts';
import type { Call } from './call.ts';
import type { Command, CommandContext } from './command.ts';
import type { FrontDoorDeps } from './front-door-deps.ts';
import type { Delivery } from './delivery.ts';
import type { Accepted } from './front-door.ts';
import { delayedView, failedView, unlinkedView } from './handling-views.ts';
import type { Reply, SealedReply } from './reply.ts';
import { resolveCall } from './resolve-call.ts';
import { privately, runCall } from './run-call.ts';
import { sealReply } from './seal.ts';
import { callOfReply } from './thread-reply.ts';
import type { Signature } from './signature.ts';

export type HandleDelivery = (accepted: Accepted) => Promise<SealedReply>;

/** How often a delivery whose handling broke is tried again by the sweep before the person is told that it failed. */
export const HANDLING_ATTEMPTS = 3;

/** Runs a stored delivery in one transaction that also stores the answer, so that handling it again gives the same answer. */
export function createHandleDelivery(deps: FrontDoorDeps): HandleDelivery {
  return ({ accountId, deliveryId }) =>
    inRequestContext({ reference: deliveryId, accountId, what: 'delivery' }, async () => {
      try {
        return await deps.transaction.run(accountId, (stores) => handleIn(deps, stores, deliveryId));
      } catch (error) {
        deps.log.error({ deliveryId, accountId, error }, 'Handling a delivery broke');
        return await deps.transaction.run(accountId, (stores) => handlingBroke(deps, stores, deliveryId));
      }
    });
}

async function handleIn(deps: FrontDoorDeps, stores: Stores, deliveryId: Accepted['deliveryId']): Promise<SealedReply> {
  const delivery = await stores.deliveries.lock(deliveryId);
  if (delivery === undefined) throw new Error(`Delivery ${deliveryId} was accepted but is not stored`);
  if (delivery.state !== 'open') return delivery.reply;

  const account = await stores.accounts.get();
  const actor = await actorOf(deps, stores, delivery);
  const answered =
    actor === undefined
      ? await claimFirstAdmin(deps, stores, delivery)
      : await answer(deps, stores, delivery, { account, actor });
  if (answered === undefined) return await keepUnlinked(deps, stores, delivery);

  const reply = await sealReply(deps, stores, account.id, answered);
  await stores.deliveries.save({ ...delivery, state: 'handled', reply, at: deps.clock.now() });
  return reply;
}

async function answer(
  deps: FrontDoorDeps,
  stores: Stores,
  delivery: Delivery,
  who: { account: Account; actor: Actor },
): Promise<Reply> {
  const { inbound } = delivery;
  const available = availableTo(deps.commands, who.actor, who.account);
  const context: CommandContext = {
    ...who,
    stores,
    from: inbound.from,
    at: inbound.at,
    deliveryId: delivery.id,
    now: deps.clock.now(),
    isForm: inbound.ask.kind === 'submit',
    available,
  };
  const signatures = deps.commands.map((command) => command.signature);
  const comment = await callOfReply(stores, inbound);
  if (comment !== undefined) return await run(deps, comment, context);
  const call = await resolveCall({ stores, signatures, now: context.now }, inbound.ask);
  return call.ok ? await run(deps, call.value, context) : privately(call.error);
}

async function run(deps: FrontDoorDeps, call: Call, context: CommandContext): Promise<Reply> {
  const answered = await runCall(deps.commands, call, context);
  return answered.kind === 'document' ? await askDocument(deps, context, { call, ...answered }) : answered;
}

/** `own` is enough to be listed: the command says itself whose it may touch. */
function availableTo(commands: readonly Command[], actor: Actor, account: Account): readonly Signature<CommandName>[] {
  return commands
    .filter(
      ({ signature }) =>
        signature.reach !== 'step' && authorise(POLICY[signature.name], actor, account, 'own').kind === 'allowed',
    )
    .map(({ signature }) => signature);
}

async function actorOf(
  deps: FrontDoorDeps,
  stores: Stores,
  { inbound, accountId }: Delivery,
): Promise<Actor | undefined> {
  if (deps.isOperator(inbound.from)) return { kind: 'operator', accountId };
  const identity = await stores.identities.of(inbound.from);
  const member = identity === undefined ? undefined : await stores.members.get(identity.memberId);
  if (member === undefined) return undefined;
  await stores.identities.seen(inbound.from, deps.clock.now());
  return { kind: 'member', member };
}

/** Who somebody is can be looked up at the platform by a job only; the delivery waits and is then handled as it stands. */
async function keepUnlinked(deps: FrontDoorDeps, stores: Stores, delivery: Delivery): Promise<SealedReply> {
  const reply = await sealReply(deps, stores, delivery.accountId, { kind: 'deferred', view: unlinkedView() });
  await stores.deliveries.save({ ...delivery, state: 'unlinked', reply });
  await stores.work.add({
    id: deps.ids.next('work'),
    kind: 'identity.link',
    key: `identity.link:${delivery.id}`,
    payload: { accountId: delivery.accountId, deliveryId: delivery.id },
    dueAt: deps.clock.now(),
  });
  return reply;
}

async function handlingBroke(
  deps: FrontDoorDeps,
  stores: Stores,
  deliveryId: Accepted['deliveryId'],
): Promise<SealedReply> {
  const delivery = await stores.deliveries.lock(deliveryId);
  if (delivery === undefined) throw new Error(`Delivery ${deliveryId} was accepted but is not stored`);
  if (delivery.state !== 'open') return delivery.reply;
  const attempts = delivery.attempts + 1;
  const isLast = attempts >= HANDLING_ATTEMPTS;
  const view = isLast ? failedView(deliveryId) : delayedView(deliveryId);
  const reply = await sealReply(deps, stores, delivery.accountId, privately(view));
  await stores.deliveries.save(
    isLast ? { ...delivery, attempts, state: 'handled', reply, at: deps.clock.now() } : { ...delivery, attempts },
  );
  return reply;
}
