import type { Id } from '../ids.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type { Batch, BatchState, ListConsent } from './batch.ts';

export type BatchEvent =
  | { readonly kind: 'fetched'; readonly expiresAt: Temporal.Instant }
  | { readonly kind: 'confirmed'; readonly consent: ListConsent | undefined }
  | { readonly kind: 'settled' }
  | { readonly kind: 'invited' | 'reopened'; readonly goesOnAt: Temporal.Instant }
  | { readonly kind: 'priced'; readonly quoteId: Id<'quote'> }
  | { readonly kind: 'asked' | 'changed'; readonly requestId: Id<'request'> }
  | { readonly kind: 'finished' | 'cancelled' | 'expired'; readonly at: Temporal.Instant };

export type BatchMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: BatchState;
  readonly event: BatchEvent['kind'];
};

/** The table of batches.md: from which states an event may come. Everything else is refused. */
export const BATCH_MOVES = {
  fetched: ['fetching'],
  confirmed: ['draft'],
  cancelled: ['fetching', 'draft'],
  expired: ['draft'],
  invited: ['inviting'],
  priced: ['checking', 'awaiting-acknowledgement'],
  reopened: ['awaiting-acknowledgement'],
  asked: ['awaiting-acknowledgement'],
  changed: ['awaiting-approval'],
  settled: ['checking', 'awaiting-acknowledgement', 'awaiting-approval'],
  finished: ['settling'],
} as const satisfies Record<BatchEvent['kind'], readonly BatchState[]>;

export function moveBatch(batch: Batch, event: BatchEvent): Result<Batch, BatchMoveRefused> {
  const from: readonly BatchState[] = BATCH_MOVES[event.kind];
  if (!from.includes(batch.state)) return err({ kind: 'no-such-move', from: batch.state, event: event.kind });
  const { id, accountId, requestedBy, createdAt } = batch;
  const base = { id, accountId, requestedBy, createdAt, version: batch.version + 1 };
  switch (event.kind) {
    case 'fetched':
      return ok({ ...base, state: 'draft', expiresAt: event.expiresAt });
    case 'confirmed':
      return ok({ ...base, state: 'inviting', consent: event.consent });
    case 'invited':
    case 'reopened':
      return ok({ ...base, state: 'checking', goesOnAt: event.goesOnAt });
    case 'priced':
      return ok({ ...base, state: 'awaiting-acknowledgement', quoteId: event.quoteId });
    case 'asked':
    case 'changed':
      return ok({ ...base, state: 'awaiting-approval', requestId: event.requestId });
    case 'settled':
      return ok({ ...base, state: 'settling' });
    case 'finished':
    case 'cancelled':
    case 'expired':
      return ok({ ...base, state: event.kind, at: event.at });
    default:
      return unreachable(event);
  }
}

/** For moves whose guard the caller has just checked: a refusal here is a bug. */
export function movedBatch(batch: Batch, event: BatchEvent): Batch {
  const moved = moveBatch(batch, event);
  if (!moved.ok) throw new Error(`Batch ${batch.id} is ${batch.state} and cannot take “${event.kind}”`);
  return moved.value;
}
