import type { ApprovalRequestStore } from '../../../core/approvals/approval-request.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { swap } from './swap.ts';
import type { Tables } from './tables.ts';

/** Counting holds the account's row until commit, so a rolled back request leaves no gap. */
export function openRequests(
  tables: Tables,
  session: Session,
  nextNumber: () => Promise<number>,
): ApprovalRequestStore {
  const rows = openTable(tables.requests, session);
  return {
    get: rows.get,
    byNumber: async (number) => (await rows.all()).find((request) => request.number === number),
    list: async () => (await rows.all()).toSorted((one, other) => one.number - other.number),
    add: async (request) => {
      const numbered = { ...request, number: await nextNumber() };
      await rows.insert(numbered);
      return numbered;
    },
    replace: (previous, next) => swap(rows, 'Approval request', previous, next),
  };
}
