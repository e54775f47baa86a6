import type { Id } from '../ids.ts';
import type { SeatType } from './seat-type.ts';

/** What was bought of one seat type and how much of it is held: `used <= purchased` at every commit. */
export type Entitlement = {
  readonly accountId: Id<'account'>;
  readonly seatType: SeatType;
  readonly purchased: number;
  readonly used: number;
  readonly version: number;
};

/** What an entitlement was from a moment on, until its next version; never changed. */
export type EntitlementChange = Entitlement & { readonly at: Temporal.Instant };
