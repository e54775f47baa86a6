import type { RoundRowStore, RoundStore } from '../../../core/rounds/round.ts';
import { staleRow } from '../../../core/stale-row.ts';
import { openTable } from './open-table.ts';
import { roundRowKey } from './round-rules.ts';
import type { Session } from './session.ts';
import { swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openRounds(tables: Tables, session: Session): RoundStore {
  const rows = openTable(tables.rounds, session);
  return {
    get: rows.get,
    looking: async () => (await rows.all()).find(({ state, deed }) => state === 'running' && deed.kind === 'check'),
    add: rows.add,
    replace: (previous, next) => swap(rows, 'Round', previous, next),
  };
}

export function openRoundRows(tables: Tables, session: Session): RoundRowStore {
  const rows = openTable(tables.roundRows, session);
  return {
    ofRound: async (roundId) => (await rows.all()).filter((row) => row.roundId === roundId),
    add: async (added) => {
      for (const row of added) await rows.insert(row);
    },
    replace: async (previous, next) => {
      const isSaved = await rows.change(roundRowKey(previous), ({ version }) => version === previous.version, next);
      if (!isSaved) throw staleRow('Row of a round');
    },
  };
}
