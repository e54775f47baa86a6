import type { Clock } from '../clock.ts';
import type { Entropy } from '../entropy.ts';
import type { Ids } from '../ids.ts';
import type { Log } from '../log.ts';
import type { MailboxProviders } from './mailbox-providers.ts';
import type { MasterKeys } from '../secrets/master-keys.ts';
import type { Transaction } from '../transaction.ts';
import type { SyncConfig } from './sync-config.ts';

export type SyncDeps = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly entropy: Entropy;
  readonly log: Log;
  readonly masters: MasterKeys;
  readonly transaction: Transaction;
  readonly providers: MailboxProviders;
  readonly config: SyncConfig;
};
