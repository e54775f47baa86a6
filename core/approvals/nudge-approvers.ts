import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { remindApprovers } from './remind-approvers.ts';
import { requestSubject } from './request-cards.ts';
import { decisionBegan } from './schedule-deadline.ts';

/** A requester may remind once in so long, counted from when the approvers were asked. */
const HOURS_BETWEEN = 4;

export type Nudged =
  | { readonly kind: 'reminded'; readonly people: readonly string[] }
  | { readonly kind: 'too-soon'; readonly from: Temporal.Instant }
  | { readonly kind: 'waits-for-you' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'closed' };

/** The requester asks for a decision: one more copy of the card to everybody who can decide now. */
export async function nudgeApprovers(
  deps: { readonly ids: Ids; readonly clock: Clock },
  stores: Stores,
  request: ApprovalRequest,
): Promise<Nudged> {
  if (request.state === 'awaiting-requester') return { kind: 'waits-for-you' };
  if (request.state !== 'pending') return { kind: 'closed' };
  const began = decisionBegan(request);
  const turn = Math.floor(began.until(deps.clock.now()).total('hours') / HOURS_BETWEEN);
  const share = `nudge-${turn}:${request.deadline.epochMilliseconds}`;
  const told = await stores.notices.ofSubject(requestSubject(request.id));
  if (turn < 1 || told.some(({ key }) => key.startsWith(`request-reminder:${request.id}:${share}:`)))
    return { kind: 'too-soon', from: began.add({ hours: (turn + 1) * HOURS_BETWEEN }) };
  const people = await remindApprovers(deps, stores, request, share);
  return people.length === 0
    ? { kind: 'nobody' }
    : { kind: 'reminded', people: people.map(({ fullName }) => fullName) };
}
