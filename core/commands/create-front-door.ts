import type { Acceptance, Accepted, FrontDoor } from './front-door.ts';
import type { FrontDoorDeps } from './front-door-deps.ts';
import { createHandleDelivery } from './handle-delivery.ts';
import type { Inbound } from './inbound.ts';
import { carriesSecret, WITHHELD } from './secret-in-text.ts';
import { fieldErrors } from './submitted-form.ts';

export function createFrontDoor(deps: FrontDoorDeps): FrontDoor {
  const handle = createHandleDelivery(deps);
  return {
    accept: (inbound) => accept(deps, inbound),
    handle,
    answering: (accepted, progress) => markAnswer(deps, accepted, progress),
  };
}

async function accept(deps: FrontDoorDeps, inbound: Inbound): Promise<Acceptance> {
  const accountId =
    (await deps.registry.accountOf(inbound.from.surface, inbound.from.workspace)) ??
    (await accountForOperator(deps, inbound));
  if (accountId === undefined) return { kind: 'unknown-workspace' };

  return await deps.transaction.run(accountId, async (stores): Promise<Acceptance> => {
    const errors = await fieldErrors(stores, deps.commands, inbound);
    if (errors !== undefined) return { kind: 'invalid', errors };

    const deliveryId = deps.ids.next('delivery');
    const delivery = {
      id: deliveryId,
      accountId,
      inbound: withoutSecret(inbound),
      receivedAt: deps.clock.now(),
      attempts: 0,
      state: 'open',
    } as const;
    if (await stores.deliveries.claim(delivery)) return { kind: 'accepted', accountId, deliveryId };

    const before = await stores.deliveries.byKey(inbound.from.surface, inbound.from.workspace, inbound.deliveryKey);
    return { kind: 'repeated', reply: before === undefined || before.state === 'open' ? undefined : before.reply };
  });
}

/** The operator's first word in a fresh installation makes the account that the rest of the command then fills. */
async function accountForOperator(deps: FrontDoorDeps, { from, ask }: Inbound) {
  if (!deps.isOperator(from) || ask.kind !== 'typed' || !/^(?:\/?seat\s+)?account\s+create\b/iu.test(ask.text.trim()))
    return undefined;
  const accountId = deps.ids.next('account');
  await deps.registry.createAccount({
    id: accountId,
    name: from.workspace,
    tier: 'essential',
    userManagers: 'enterprise-admin',
    mailSharing: 'everyone',
    lockedSettings: [],
    seatDefaults: {},
    coolOffHours: 24,
    version: 1,
  });
  const bound = await deps.registry.bindWorkspace({ surface: from.surface, workspace: from.workspace, accountId });
  return bound ? accountId : await deps.registry.accountOf(from.surface, from.workspace);
}

function withoutSecret(inbound: Inbound): Inbound {
  const { ask } = inbound;
  if (ask.kind === 'typed')
    return carriesSecret(ask.text) ? { ...inbound, ask: { kind: 'typed', text: WITHHELD } } : inbound;
  const answers = Object.fromEntries(
    Object.entries(ask.answers).map(([name, value]) => [
      name,
      typeof value === 'string' && carriesSecret(value) ? WITHHELD : value,
    ]),
  );
  return { ...inbound, ask: { ...ask, answers } };
}

async function markAnswer(
  { clock, transaction }: FrontDoorDeps,
  { accountId, deliveryId }: Accepted,
  progress: 'sending' | 'sent',
): Promise<void> {
  await transaction.run(accountId, async ({ deliveries }) => {
    const delivery = await deliveries.lock(deliveryId);
    if (delivery === undefined) return;
    const at = clock.now();
    if (progress === 'sending' && delivery.state === 'handled')
      await deliveries.save({ ...delivery, state: 'answering', at });
    if (progress === 'sent' && delivery.state === 'answering')
      await deliveries.save({ ...delivery, state: 'answered', at });
  });
}
