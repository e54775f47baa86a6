import { unreachable } from '../result.ts';
import type { WorkOutcome } from '../work/work.ts';
import { isForLeaver } from './has-left.ts';
import type { ChatAddress, ChatGateway, SendFailure } from './chat-gateway.ts';
import { moveStoredNotice } from './move-stored-notice.ts';
import type { Notice } from './notice.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import { postpone } from './postpone.ts';
import { routesTo } from './routes.ts';

type Attempt = { readonly kind: 'settled'; readonly outcome: WorkOutcome | undefined } | { readonly kind: 'refused' };

/** Tries the ways to the recipient in order until one takes the message or may have taken it. */
export async function postNotice(deps: OutboxDeps, notice: Notice): Promise<WorkOutcome | undefined> {
  if (await deps.transaction.run(notice.accountId, (stores) => isForLeaver(stores, notice))) {
    await moveStoredNotice(deps, notice, { kind: 'given-up', reason: 'they have left', at: deps.clock.now() });
    return { kind: 'done' };
  }
  const routes = await routesTo(deps, notice);
  if (!routes.ok) return await postpone(deps, notice, routes.error);

  const usable = routes.value.flatMap((to) => {
    const gateway = deps.gateways(to.surface);
    return gateway === undefined ? [] : [{ to, gateway }];
  });
  if (usable.length === 0 && routes.value.length > 0)
    return await postpone(deps, notice, { kind: 'unavailable', cause: 'no gateway is set up for this recipient' });
  for (const route of usable) {
    const attempt = await postTo(deps, notice, route);
    if (attempt.kind === 'settled') return attempt.outcome;
  }
  return await giveUp(
    deps,
    notice,
    usable.length === 0 ? 'nobody to send it to' : 'every way to the recipient refused it',
  );
}

async function postTo(
  deps: OutboxDeps,
  notice: Notice,
  { to, gateway }: { readonly to: ChatAddress; readonly gateway: ChatGateway },
): Promise<Attempt> {
  const sent = await moveStoredNotice(deps, notice, { kind: 'sent-off', to, at: deps.clock.now() });
  const posted = await gateway.post(to, sent.view, sent.key);
  if (!posted.ok) return await failed(deps, sent, posted.error);
  await moveStoredNotice(deps, notice, {
    kind: 'arrived',
    message: posted.value,
    shown: sent.wanted,
    at: deps.clock.now(),
  });
  return { kind: 'settled', outcome: undefined };
}

async function failed(deps: OutboxDeps, notice: Notice, failure: SendFailure): Promise<Attempt> {
  switch (failure.kind) {
    case 'throttled':
    case 'unavailable':
      return { kind: 'settled', outcome: await postpone(deps, notice, failure) };
    case 'ambiguous':
      deps.log.warn({ noticeId: notice.id, error: failure.cause }, 'Notice may have been delivered');
      await moveStoredNotice(deps, notice, { kind: 'lost-sight', at: deps.clock.now() });
      return { kind: 'settled', outcome: undefined };
    case 'refused':
      deps.log.warn({ noticeId: notice.id, reason: failure.reason }, 'Notice was refused');
      return { kind: 'refused' };
    default:
      return unreachable(failure);
  }
}

async function giveUp(deps: OutboxDeps, notice: Notice, reason: string): Promise<WorkOutcome> {
  await moveStoredNotice(deps, notice, { kind: 'given-up', reason, at: deps.clock.now() });
  deps.log.error({ noticeId: notice.id, accountId: notice.accountId, reason }, 'Notice is undeliverable');
  return { kind: 'done' };
}
