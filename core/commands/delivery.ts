import type { Id } from '../ids.ts';
import type { Inbound } from './inbound.ts';
import type { SealedReply } from './reply.ts';

export type DeliveryBase = {
  readonly id: Id<'delivery'>;
  readonly accountId: Id<'account'>;
  readonly inbound: Inbound;
  readonly receivedAt: Temporal.Instant;
  readonly attempts: number;
};

/**
 * One delivery of a platform, stored before it is acknowledged. `unlinked` waits until the person is known;
 * `answering` marks the moment in which a crash leaves it open whether the answer was seen. deliveries.md draws it.
 */
export type Delivery = DeliveryBase &
  (
    | { readonly state: 'open' }
    | { readonly state: 'unlinked'; readonly reply: SealedReply }
    | { readonly state: 'handled'; readonly reply: SealedReply; readonly at: Temporal.Instant }
    | { readonly state: 'answering'; readonly reply: SealedReply; readonly at: Temporal.Instant }
    | { readonly state: 'answered'; readonly reply: SealedReply; readonly at: Temporal.Instant }
  );

export interface DeliveryStore {
  /** Claims the delivery: false when its key was claimed before. */
  readonly claim: (delivery: Delivery) => Promise<boolean>;
  readonly byKey: (surface: string, workspace: string, key: string) => Promise<Delivery | undefined>;
  /** Locks the row until the transaction ends. */
  readonly lock: (id: Id<'delivery'>) => Promise<Delivery | undefined>;
  readonly save: (delivery: Delivery) => Promise<void>;
  /** Deliveries in one of these states received before an instant, oldest first: what a crash left behind. */
  readonly stale: (
    states: readonly Delivery['state'][],
    before: Temporal.Instant,
    limit: number,
  ) => Promise<readonly Delivery[]>;
}
