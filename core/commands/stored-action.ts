import type { Id } from '../ids.ts';
import type { Call } from './call.ts';

/** What stands behind a button or a form. The platform knows the id only; nothing priced or privileged travels. */
export type StoredAction = {
  readonly id: Id<'action'>;
  readonly accountId: Id<'account'>;
  readonly call: Call;
  readonly expiresAt: Temporal.Instant;
};

export interface ActionStore {
  readonly get: (id: string) => Promise<StoredAction | undefined>;
  readonly add: (actions: readonly StoredAction[]) => Promise<void>;
}
