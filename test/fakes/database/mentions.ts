import type { Rewritten, TraceStore } from '../../../core/removals/trace-store.ts';
import { withoutPerson, type Mentioned } from '../../../core/removals/without-person.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import type { Row, Table } from './table.ts';
import type { Tables } from './tables.ts';

export function openMentions(tables: Tables, session: Session): Pick<TraceStore, 'noticesNaming' | 'rewrite'> {
  const notices = openTable(tables.notices, session);
  return {
    noticesNaming: async (person, { after = '', limit }) =>
      (await notices.all())
        .filter((notice) => {
          const { recipient } = notice;
          const isTheirs = recipient.kind === 'member' && recipient.memberId === person.memberId;
          return isTheirs || withoutPerson(notice, person) !== notice;
        })
        .map(({ id }) => id)
        .filter((id) => id > after)
        .toSorted()
        .slice(0, limit),
    rewrite: (person, limit) => rewriteAll(tables, session, person, limit),
  };
}

async function rewriteAll(tables: Tables, session: Session, person: Mentioned, limit: number) {
  const rewritten = { deliveries: 0, buttons: 0, rows: 0, records: 0 };
  let left = limit;
  const inTable = async <Stored extends Row>(counts: keyof Rewritten, table: Table<Stored>): Promise<boolean> => {
    const rows = openTable(table, session);
    for (const row of await rows.all()) {
      const next = withoutPerson(row, person);
      if (next === row) continue;
      if (left === 0) return false;
      await rows.put('version' in next ? { ...next, version: Number(next.version) + 1 } : next);
      rewritten[counts] += 1;
      left -= 1;
    }
    return true;
  };
  const isFinished =
    (await inTable('deliveries', tables.deliveries)) &&
    (await inTable('buttons', tables.actions)) &&
    (await inTable('rows', tables.batchRows)) &&
    (await inTable('records', tables.batches)) &&
    (await inTable('records', tables.requests)) &&
    (await inTable('records', tables.comments)) &&
    (await inTable('records', tables.mailboxLinks)) &&
    (await inTable('records', tables.privacyChanges)) &&
    (await inTable('records', tables.holds)) &&
    (await inTable('records', tables.departures));
  left = Infinity;
  return { isFinished: isFinished && (await inTable('records', tables.removals)), rewritten };
}
