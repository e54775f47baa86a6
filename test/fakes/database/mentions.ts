import type { Rewritten, TraceStore } from '../../../core/removals/trace-store.ts';
import { withoutPerson, type Mentioned } from '../../../core/removals/without-person.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import type { Row, Table } from './table.ts';
import type { Tables } from './tables.ts';

export function openMentions(tables: Tables, session: Session): Pick<TraceStore, 'noticesNaming' | 'rewrite'> {
  const notices = openTable(tables.notices, session);
  return {
    noticesNaming: async (person) =>
      (await notices.all())
        .filter((notice) => {
          const { recipient } = notice;
          const isTheirs = recipient.kind === 'member' && recipient.memberId === person.memberId;
          return isTheirs || withoutPerson(notice, person) !== notice;
        })
        .map(({ id }) => id),
    rewrite: (person) => rewriteAll(tables, session, person),
  };
}

async function rewriteAll(tables: Tables, session: Session, person: Mentioned): Promise<Rewritten> {
  const inTable = async <Stored extends Row>(table: Table<Stored>): Promise<number> => {
    const rows = openTable(table, session);
    let changed = 0;
    for (const row of await rows.all()) {
      const next = withoutPerson(row, person);
      if (next === row) continue;
      await rows.put('version' in next ? { ...next, version: Number(next.version) + 1 } : next);
      changed += 1;
    }
    return changed;
  };
  return {
    deliveries: await inTable(tables.deliveries),
    buttons: await inTable(tables.actions),
    rows: await inTable(tables.batchRows),
    records:
      (await inTable(tables.batches)) +
      (await inTable(tables.requests)) +
      (await inTable(tables.comments)) +
      (await inTable(tables.mailboxLinks)) +
      (await inTable(tables.privacyChanges)) +
      (await inTable(tables.holds)) +
      (await inTable(tables.departures)) +
      (await inTable(tables.removals)),
  };
}
