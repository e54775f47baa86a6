import { isClosed } from '../../../core/removals/removal-moves.ts';
import type { RemovalStore } from '../../../core/removals/removal-request.ts';
import type { SuppressionStore } from '../../../core/removals/suppression.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { addOnce, swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openRemovals(tables: Tables, session: Session, nextNumber: () => Promise<number>): RemovalStore {
  const rows = openTable(tables.removals, session);
  return {
    get: rows.get,
    byNumber: async (number) => (await rows.all()).find((request) => request.number === number),
    openOf: async (memberId) =>
      (await rows.all()).find((request) => request.memberId === memberId && !isClosed(request)),
    list: async () => (await rows.all()).toSorted((one, other) => one.number - other.number),
    add: async (request) => {
      const numbered = { ...request, number: await nextNumber() };
      await addOnce(rows, session, 'Open removal', numbered);
      return numbered;
    },
    replace: (previous, next) => swap(rows, 'Removal request', previous, next),
  };
}

export function openSuppressions(tables: Tables, session: Session): SuppressionStore {
  const { accountId } = session;
  const rows = openTable(tables.suppressions, session);
  return {
    add: async (digests) => {
      for (const digest of digests) await rows.put({ accountId, digest, isLifted: false });
    },
    lift: (digest) => rows.change(digest, ({ isLifted }) => !isLifted, { accountId, digest, isLifted: true }),
    among: async (digests) => {
      const suppressed = (await rows.all()).filter(({ isLifted }) => !isLifted).map(({ digest }) => digest);
      return new Set(suppressed.filter((digest) => digests.includes(digest)));
    },
  };
}
