import type { Id } from '../ids.ts';
import type { Inbound } from './inbound.ts';
import type { SealedReply } from './reply.ts';

export type Accepted = { readonly accountId: Id<'account'>; readonly deliveryId: Id<'delivery'> };

/**
 * What became of a delivery. Only `accepted` is stored by this call; `repeated` was stored before and carries the
 * answer if there is one yet; `invalid` is a form whose answers do not parse, to be shown on its fields.
 */
export type Acceptance =
  | ({ readonly kind: 'accepted' } & Accepted)
  | { readonly kind: 'repeated'; readonly reply: SealedReply | undefined }
  | { readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown-workspace' };

/**
 * The one way in for every surface: `accept` before the platform is acknowledged, `handle` after it, `answered` once
 * the answer has been handed to the platform. A crash between any two of them is picked up by the sweep.
 */
export interface FrontDoor {
  /** One insert. Throws when the database cannot take it: then the platform must not be acknowledged. */
  readonly accept: (inbound: Inbound) => Promise<Acceptance>;
  /** Runs the stored call in one transaction and returns its answer; a second call returns the stored answer. */
  readonly handle: (accepted: Accepted) => Promise<SealedReply>;
  /** To be called before (`sending`) and after (`sent`) the answer goes out, so that a crash in between is known. */
  readonly answering: (accepted: Accepted, progress: 'sending' | 'sent') => Promise<void>;
}
