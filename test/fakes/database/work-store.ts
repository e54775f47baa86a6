import { WORK_PAYLOADS, type WorkStore } from '../../../core/work/work.ts';
import { openTable, type OpenTable } from './open-table.ts';
import type { Session } from './session.ts';
import { earlier } from './swap.ts';
import type { Tables, WorkRow } from './tables.ts';
import type { AddedWork } from './transaction.ts';

export function openWork(tables: Tables, session: Session, added: (work: AddedWork) => void): WorkStore {
  const { accountId } = session;
  const rows = openTable(tables.work, session);
  return {
    add: async ({ id, kind, key, payload, dueAt }) => {
      const fresh: WorkRow = {
        id,
        accountId,
        kind,
        key,
        payload: WORK_PAYLOADS[kind].parse(payload),
        dueAt,
        attempts: 0,
        state: 'open',
        reason: undefined,
        leasedUntil: undefined,
        fencing: 0,
        againAt: undefined,
      };
      // Somebody may finish the open one between the two looks: then the key is free.
      while (true) {
        if (await rows.add(fresh)) return added({ accountId, workId: id, kind });
        const open = await openWith(rows, key);
        if (open === undefined && (await rows.get(id)) !== undefined) throw session.broken('work: the id is taken');
        if (open !== undefined && (await rows.change(open.id, ({ state }) => state === 'open', wanted(open, dueAt))))
          return added({ accountId, workId: open.id, kind });
      }
    },
    cancel: async (key) => {
      const open = await openWith(rows, key);
      if (open !== undefined)
        await rows.change(open.id, (row) => row.state === 'open', { ...open, state: 'cancelled' });
    },
  };
}

async function openWith(rows: OpenTable<WorkRow>, key: string): Promise<WorkRow | undefined> {
  const open = (await rows.all()).find((row) => row.state === 'open' && row.key === key);
  return open && (await rows.lock(open.id));
}

/** While somebody works on it, the wish is kept beside it and comes true when the work is finished. */
function wanted(open: WorkRow, dueAt: Temporal.Instant): WorkRow {
  return open.leasedUntil === undefined
    ? { ...open, dueAt: earlier(open.dueAt, dueAt) }
    : { ...open, againAt: earlier(open.againAt ?? dueAt, dueAt) };
}
