import type { AuditEntry, AuditRecord } from './audit-record.ts';

/** Append-only; the database role that runs the application may neither change nor delete a record. */
export interface AuditStore {
  /** Takes the next place in the account's chain, one writer at a time. */
  readonly append: (entry: AuditEntry) => Promise<AuditRecord>;
  readonly head: () => Promise<AuditRecord | undefined>;
  readonly from: (seq: number, limit: number) => Promise<readonly AuditRecord[]>;
}
