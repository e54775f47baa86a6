import type { WorkHandlers } from '../../../core/work/work-handler.ts';
import type { WorkOutcome } from '../../../core/work/work.ts';

export type AnyHandler = (payload: unknown, signal: AbortSignal) => Promise<WorkOutcome>;

/** The same handler for every kind, where a test is not about what is done. */
export function handleAll(handle: AnyHandler): WorkHandlers {
  return {
    'outbox.deliver': handle,
    'identity.link': handle,
    'credential.check': handle,
    'domain.check': handle,
    'domain.contested': handle,
    'provisioning.look': handle,
    'seat.check': handle,
    'mailbox.link': handle,
    'mailbox.sync': handle,
    'privacy.apply': handle,
    'request.remind': handle,
    'request.expire': handle,
    'document.hand-over': handle,
    'audit.verify': handle,
    'directory.read': handle,
    'mailbox.check': handle,
    'round.advance': handle,
    'batch.fetch': handle,
    'batch.advance': handle,
    'seat.void': handle,
    'seat.term': handle,
    'billing.close-period': handle,
    'departure.carry-out': handle,
    'removal.remind': handle,
    'mailbox.resume': handle,
    'removal.carry-out': handle,
  };
}
