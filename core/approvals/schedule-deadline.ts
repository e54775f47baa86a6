import type { Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { ApprovalRequest } from './approval-request.ts';

/** Shares of the decision time after which those who have not decided are reminded. */
const REMINDERS = [0.5, 0.9] as const;

type Dated = ApprovalRequest & { readonly deadline: Temporal.Instant };

/** When the time for this decision began: at the request, at the step, or when the requester agreed again. */
export function decisionBegan({ deadline, policy }: Pick<Dated, 'deadline' | 'policy'>): Temporal.Instant {
  return deadline.subtract({ seconds: Math.round(policy.hours * 3600) });
}

/** Reminders and the end of the time, each named after its deadline, so that another deadline has its own. */
export async function scheduleDeadline(
  { ids }: { readonly ids: Ids },
  { work }: Pick<Stores, 'work'>,
  request: ApprovalRequest,
): Promise<void> {
  if (request.state !== 'pending' && request.state !== 'awaiting-requester') return;
  const { id, accountId, deadline, policy } = request;
  const payload = { accountId, requestId: id };
  const began = decisionBegan(request);
  for (const share of REMINDERS) {
    const dueAt = began.add({ seconds: Math.round(policy.hours * 3600 * share) });
    const key = `request.remind:${id}:${deadline.epochMilliseconds}:${share}`;
    await work.add({ id: ids.next('work'), kind: 'request.remind', key, payload, dueAt });
  }
  const key = `request.expire:${id}`;
  await work.add({ id: ids.next('work'), kind: 'request.expire', key, payload, dueAt: deadline });
}
