import type { Id } from '../ids.ts';
import type { Entitlement, EntitlementChange } from './entitlement.ts';
import type { SeatType } from './seat-type.ts';
import type { Seat } from './seat.ts';

export interface SeatStore {
  readonly get: (id: Id<'seat'>) => Promise<Seat | undefined>;
  /** The member's newest seat, whatever its state. */
  readonly ofMember: (member: Id<'member'>) => Promise<Seat | undefined>;
  readonly list: () => Promise<readonly Seat[]>;
  readonly add: (seat: Seat) => Promise<void>;
  readonly replace: (previous: Seat, next: Seat) => Promise<void>;
}

export interface EntitlementStore {
  /** Zero purchased and zero used when nothing was ever bought. Locks the row until the transaction ends. */
  readonly lock: (seatType: SeatType) => Promise<Entitlement>;
  readonly list: () => Promise<readonly Entitlement[]>;
  readonly replace: (previous: Entitlement, next: Entitlement) => Promise<void>;
  readonly remember: (change: EntitlementChange) => Promise<void>;
  /** Every change of a seat type, oldest first. */
  readonly history: (seatType: SeatType) => Promise<readonly EntitlementChange[]>;
}
