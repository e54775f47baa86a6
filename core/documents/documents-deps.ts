import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Log } from '../log.ts';
import type { TellDeps } from '../outbox/tell.ts';
import type { Transaction } from '../transaction.ts';
import type { ChatDocuments } from './chat-documents.ts';
import type { WriteAgain } from './write-again.ts';

export type DocumentsDeps = TellDeps & {
  readonly transaction: Transaction;
  readonly audit: AuditTrail;
  readonly log: Log;
  readonly writeAgain: WriteAgain;
  /** What this process can give files in; undefined for a surface that takes none. */
  readonly documents: (surface: string) => ChatDocuments | undefined;
};
