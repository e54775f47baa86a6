import { startOfChain, type AuditRecord } from '../core/audit/audit-record.ts';
import type { AuditStore } from '../core/audit/audit-store.ts';
import { AuditRecordSchema } from '../core/audit/record-schema.ts';
import { jsonColumn } from './columns.ts';
import type { Scope } from './scope.ts';

export function createAuditStore({ db, accountId }: Scope): AuditStore {
  return {
    lockEnd: async () => {
      // The last record itself cannot be locked, because the application may not update it.
      await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('audit:' || ${accountId}, 0))`;
      const last = await db.auditRecord.findFirst({ where: { accountId }, orderBy: { seq: 'desc' } });
      return last === null ? startOfChain(accountId) : { accountId, seq: last.seq, hash: last.hash };
    },
    insert: async (record) => {
      const { seq, hash } = record;
      await db.auditRecord.create({ data: { accountId: record.accountId, seq, hash, record: recordJson(record) } });
    },
    from: async (seq, limit) => {
      const where = { accountId, seq: { gte: seq } };
      const rows = await db.auditRecord.findMany({ where, orderBy: { seq: 'asc' }, take: limit });
      return rows.map(({ record }) => AuditRecordSchema.parse(record));
    },
    about: async (ids) => {
      const isOneOf = { in: [...ids] };
      const where = { accountId, OR: [{ subjectId: isOneOf }, { requestId: isOneOf }] };
      const rows = await db.auditRecord.findMany({ where, orderBy: { seq: 'asc' } });
      return rows.map(({ record }) => AuditRecordSchema.parse(record));
    },
  };
}

function recordJson(record: AuditRecord) {
  return jsonColumn({ ...record, at: record.at.toString() });
}
