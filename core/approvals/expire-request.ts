import type { Transaction } from '../transaction.ts';
import type { WorkOutcome, WorkPayload } from '../work/work.ts';
import { isOpen } from './approval-request.ts';
import { auditRequest } from './audit-request.ts';
import { close } from './decide-request.ts';
import { expire } from './decide.ts';
import { escalateRequest } from './escalate-request.ts';
import type { OpenRequestDeps } from './open-request-deps.ts';

export type ExpireRequest = (due: WorkPayload<'request.expire'>) => Promise<WorkOutcome>;
export type ExpireRequestDeps = OpenRequestDeps & { readonly transaction: Transaction };

/** Nobody decided in time: the administrators are asked too, once; then the request closes and its seat is let go. */
export function createExpireRequest(deps: ExpireRequestDeps): ExpireRequest {
  return ({ accountId, requestId }) =>
    deps.transaction.run(accountId, async (stores) => {
      const request = await stores.requests.get(requestId);
      if (request === undefined) throw new Error(`Request ${requestId} is to expire but is not stored`);
      const escalated = await escalateRequest(deps, stores, request);
      if (escalated !== undefined)
        return { kind: 'again', dueAt: escalated, countsAsAttempt: false, reason: 'put to the administrators' };
      const expired = expire(request, deps.clock.now());
      if (expired.ok) {
        await close(deps, stores, request, { after: expired.value, seat: 'expired' });
        await auditRequest(deps, stores, expired.value, {
          kind: 'request.expired',
          at: deps.clock.now(),
          actor: { kind: 'job', job: 'request.expire' },
        });
        return { kind: 'done' };
      }
      return isOpen(request) && expired.error.kind === 'not-due'
        ? { kind: 'again', dueAt: request.deadline, countsAsAttempt: false, reason: 'not due' }
        : { kind: 'done' };
    });
}
