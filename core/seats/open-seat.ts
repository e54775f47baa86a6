import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { MailboxFault } from '../mailboxes/mailbox-provider.ts';
import type { Member } from '../people/member.ts';
import type { Seat } from './seat.ts';

/** A seat whose mailbox is still to be looked at, with its member. */
export type OpenSeat = {
  readonly seat: Extract<Seat, { state: 'checking' | 'provisioning' }>;
  readonly member: Member;
};

/** What stands in the way of reading a mailbox; for an alias the address that should have been used. */
export type NotReadable = { readonly fault: MailboxFault; readonly detail: string };

export type SeatCheckedDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };
