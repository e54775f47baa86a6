import type { Id } from '../ids.ts';
import type { Provider } from '../accounts/provider.ts';
import type { MailboxFault } from '../mailboxes/mailbox-provider.ts';
import type { PrivacyLevel } from '../relationships/privacy.ts';
import type { SeatType } from './seat-type.ts';

/** `trial` is outside of what was purchased: it is not counted as used, and nothing is ever charged for it. */
export const SEAT_BASES = ['purchased', 'trial'] as const;
export type SeatBasis = (typeof SEAT_BASES)[number];

export type SeatBase = {
  readonly id: Id<'seat'>;
  readonly accountId: Id<'account'>;
  readonly memberId: Id<'member'>;
  readonly seatType: SeatType;
  readonly basis: SeatBasis;
  readonly team: string | undefined;
  readonly privacy: PrivacyLevel;
  readonly provider: Provider;
  readonly invitedBy: Id<'member'>;
  readonly version: number;
};

/** One person's hold on a seat; seats.md draws the moves. */
export type Seat = SeatBase &
  (
    | { readonly state: 'checking'; readonly since: Temporal.Instant }
    | { readonly state: 'refused'; readonly fault: MailboxFault; readonly at: Temporal.Instant }
    | { readonly state: 'awaiting-acknowledgement'; readonly quoteId: Id<'quote'> }
    | { readonly state: 'awaiting-approval'; readonly requestId: Id<'request'> }
    | { readonly state: 'provisioning'; readonly since: Temporal.Instant; readonly voidAt: Temporal.Instant }
    | { readonly state: 'active'; readonly since: Temporal.Instant }
    /** Its price is with the approvers; `since` is since when the seat is held. */
    | {
        readonly state: 'conversion-requested';
        readonly since: Temporal.Instant;
        readonly askedBy: Id<'member'>;
        readonly requestId: Id<'request'>;
      }
    /** A Full Access seat is taken for it, and support does it until then. */
    | {
        readonly state: 'conversion-granted';
        readonly since: Temporal.Instant;
        readonly askedBy: Id<'member'>;
        readonly until: Temporal.Instant;
      }
    | { readonly state: 'deactivated'; readonly at: Temporal.Instant }
    | { readonly state: 'removed'; readonly at: Temporal.Instant }
    | { readonly state: 'declined'; readonly at: Temporal.Instant }
    | { readonly state: 'cancelled'; readonly at: Temporal.Instant }
    | { readonly state: 'expired'; readonly at: Temporal.Instant }
  );

export type SeatState = Seat['state'];
