import type { WorkKind } from './work.ts';

const minutes = (count: number): Temporal.Duration => Temporal.Duration.from({ minutes: count });

/** How long one run of a kind may take before it is told to stop, and how often in a row it may break before it is parked. */
export const WORK_LIMITS = {
  attempts: 10,
  deadlines: {
    'outbox.deliver': minutes(2),
    'identity.link': minutes(2),
    'credential.check': minutes(2),
    'domain.check': minutes(2),
    'domain.contested': minutes(2),
    'provisioning.look': minutes(10),
    'seat.check': minutes(2),
    'mailbox.link': minutes(2),
    'mailbox.sync': minutes(60),
    'mailbox.resume': minutes(2),
    'privacy.apply': minutes(10),
    'request.remind': minutes(2),
    'request.expire': minutes(2),
    'document.hand-over': minutes(5),
    'audit.verify': minutes(60),
    'directory.read': minutes(10),
    'batch.fetch': minutes(2),
    'batch.advance': minutes(2),
    'mailbox.check': minutes(2),
    'round.advance': minutes(10),
    'seat.void': minutes(2),
    'seat.term': minutes(2),
    'billing.close-period': minutes(10),
    'departure.carry-out': minutes(60),
    'removal.remind': minutes(2),
    'removal.carry-out': minutes(60),
  },
} as const satisfies {
  readonly attempts: number;
  readonly deadlines: Record<WorkKind, Temporal.Duration>;
};
