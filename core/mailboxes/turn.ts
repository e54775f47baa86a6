import type { Id } from '../ids.ts';
import type { Lease } from '../work/work.ts';
import type { OpenRun } from './open-run.ts';

/** What one worker holds while it reads one mailbox. */
export type Turn = {
  readonly accountId: Id<'account'>;
  readonly mailboxId: Id<'mailbox'>;
  readonly lease: Lease;
  readonly signal: AbortSignal;
  readonly opened: OpenRun;
};
