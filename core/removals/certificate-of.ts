import type { Certificate } from './certificate.ts';
import type { RemovalRequest } from './removal-request.ts';

export function certificateOf(
  request: Extract<RemovalRequest, { state: 'executing' }>,
  completedAt: Temporal.Instant,
): Certificate {
  return {
    account: request.accountId,
    removal: request.number,
    member: request.memberId,
    ticket: request.ticket,
    askedBy: request.askers.map(({ memberId, at }) => ({ by: memberId, at })),
    endorsedBy: request.endorsement,
    agreedBy: request.agreed.map(({ by, at, hash }) => ({ by, at, hash })),
    isForced: request.force !== undefined,
    startedAt: request.startedAt,
    steps: request.steps,
    completedAt,
  };
}
