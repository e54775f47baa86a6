import type { PlatformUser } from '../commands/inbound.ts';
import type { Id } from '../ids.ts';
import type { RowTerms } from './batch-row.ts';

export type BatchBase = {
  readonly id: Id<'batch'>;
  readonly accountId: Id<'account'>;
  readonly requestedBy: Id<'member'>;
  readonly createdAt: Temporal.Instant;
  /** Also the version of its preview: a button made for an older one is refused. */
  readonly version: number;
};

/** A list that was sent as a file: where it lies, as the surface named it, and what holds for rows that say nothing. */
export type Upload = {
  readonly from: PlatformUser;
  readonly reference: string;
  readonly defaults: RowTerms;
};

/** That the seats of a list end was agreed to for all of them at once; when each ends follows from it. */
export type ListConsent = {
  readonly sentence: string;
  readonly deliveryId: Id<'delivery'>;
  readonly at: Temporal.Instant;
};

/** Many invitations that are looked at, priced and approved together; batches.md draws the moves. */
export type Batch = BatchBase &
  (
    | { readonly state: 'fetching'; readonly upload: Upload }
    | { readonly state: 'draft'; readonly expiresAt: Temporal.Instant }
    | { readonly state: 'inviting'; readonly consent: ListConsent | undefined }
    | { readonly state: 'checking'; readonly goesOnAt: Temporal.Instant }
    | { readonly state: 'awaiting-acknowledgement'; readonly quoteId: Id<'quote'> }
    | { readonly state: 'awaiting-approval'; readonly requestId: Id<'request'> }
    | { readonly state: 'settling' }
    | { readonly state: 'finished'; readonly at: Temporal.Instant }
    | { readonly state: 'cancelled'; readonly at: Temporal.Instant }
    | { readonly state: 'expired'; readonly at: Temporal.Instant }
  );

export type BatchState = Batch['state'];

export interface BatchStore {
  readonly get: (id: Id<'batch'>) => Promise<Batch | undefined>;
  readonly add: (batch: Batch) => Promise<void>;
  readonly replace: (previous: Batch, next: Batch) => Promise<void>;
}
