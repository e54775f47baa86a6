import type { Stores } from '../../../core/transaction.ts';
import type { FakeMessage } from '../../fakes/fake-chat-gateway.ts';
import type { Seen } from '../seen.ts';

export type Look = {
  /** How everything was when it was last looked at. */
  readonly seen: Seen;
  readonly now: Temporal.Instant;
  /** Every message that has ever arrived. */
  readonly arrived: readonly FakeMessage[];
};

/** What has to be true whenever it is looked, in words where it is not. */
export type Rule = (stores: Stores, look: Look) => Promise<readonly string[]>;
