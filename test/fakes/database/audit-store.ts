import { startOfChain, type ChainEnd } from '../../../core/audit/audit-record.ts';
import type { AuditStore } from '../../../core/audit/audit-store.ts';
import { isAbout } from '../../../core/audit/is-about.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import type { Tables } from './tables.ts';

export function openAudit(tables: Tables, session: Session): AuditStore {
  const { accountId } = session;
  const rows = openTable(tables.audit, session);
  const end = async (): Promise<ChainEnd> => {
    const last = (await rows.all()).at(-1);
    return last === undefined ? startOfChain(accountId) : { accountId, seq: last.seq, hash: last.hash };
  };
  return {
    lockEnd: async () => {
      await session.step(() => session.lock(`${accountId}/audit chain`));
      return await end();
    },
    insert: async (record) => {
      const { seq, hash } = await end();
      const joins = record.seq === seq + 1 && record.previousHash === hash;
      if (!joins) throw session.broken(`Audit record ${record.seq} does not join the chain after ${seq}`);
      await rows.insert(record);
    },
    from: async (seq, limit) => (await rows.all()).filter((record) => record.seq >= seq).slice(0, limit),
    about: async (ids) => (await rows.all()).filter((record) => isAbout(record, ids)),
  };
}
