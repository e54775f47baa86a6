import type { BatchRowStore, SeatedRow } from '../../../core/bulk/batch-row.ts';
import type { BatchStore } from '../../../core/bulk/batch.ts';
import { staleRow } from '../../../core/stale-row.ts';
import { openTable } from './open-table.ts';
import { batchRowKey } from './rules.ts';
import type { Session } from './session.ts';
import { swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openBatches(tables: Tables, session: Session): BatchStore {
  const rows = openTable(tables.batches, session);
  return { get: rows.get, add: rows.insert, replace: (previous, next) => swap(rows, 'Batch', previous, next) };
}

export function openBatchRows(tables: Tables, session: Session): BatchRowStore {
  const rows = openTable(tables.batchRows, session);
  return {
    ofBatch: async (batchId) => (await rows.all()).filter((row) => row.batchId === batchId),
    ofSeat: async (seatId) =>
      (await rows.all()).find((row): row is SeatedRow => 'seatId' in row && row.seatId === seatId),
    add: async (added) => {
      for (const row of added) await rows.insert(row);
    },
    replace: async (previous, next) => {
      const isSaved = await rows.change(batchRowKey(previous), ({ version }) => version === previous.version, next);
      if (!isSaved) throw staleRow('Row of a batch');
    },
  };
}
