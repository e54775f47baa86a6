import type { AuditRecord, ChainEnd } from './audit-record.ts';

/** Append-only; the database role that runs the application may neither change nor delete a record. */
export interface AuditStore {
  /** Where the next record joins; holds the account's chain until the transaction ends, so that it never forks. */
  readonly lockEnd: () => Promise<ChainEnd>;
  readonly insert: (record: AuditRecord) => Promise<void>;
  readonly from: (seq: number, limit: number) => Promise<readonly AuditRecord[]>;
  /** All that are about one of these (`isAbout`), found without reading the others, in the order of the chain. */
  readonly about: (ids: readonly string[]) => Promise<readonly AuditRecord[]>;
}
