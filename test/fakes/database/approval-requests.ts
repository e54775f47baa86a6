import type { ApprovalPolicyStore } from '../../../core/approvals/approval-policy.ts';
import { isOpen, type ApprovalRequestStore } from '../../../core/approvals/approval-request.ts';
import { holdsAt, type DelegationStore } from '../../../core/approvals/delegation.ts';
import type { RequestCommentStore } from '../../../core/approvals/request-comment.ts';
import { staleRow } from '../../../core/stale-row.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { addOnce, byInstant, swap } from './swap.ts';
import type { Tables } from './tables.ts';

/** Counting holds the account's row until commit, so a rolled back request leaves no gap. */
export function openRequests(
  tables: Tables,
  session: Session,
  nextNumber: () => Promise<number>,
): ApprovalRequestStore {
  const rows = openTable(tables.requests, session);
  const inOrder = async () => (await rows.all()).toSorted((one, other) => one.number - other.number);
  return {
    get: rows.get,
    byNumber: async (number) => (await rows.all()).find((request) => request.number === number),
    list: inOrder,
    open: async () => (await inOrder()).filter(isOpen),
    page: async ({ before = Infinity, requestedBy, limit }) =>
      (await inOrder())
        .toReversed()
        .filter((one) => one.number < before && (requestedBy === undefined || one.requestedBy === requestedBy))
        .slice(0, limit),
    ofQuote: async (quoteId) => (await rows.all()).find((request) => request.quoteId === quoteId),
    add: async (request) => {
      const numbered = { ...request, number: await nextNumber() };
      await rows.insert(numbered);
      return numbered;
    },
    replace: (previous, next) => swap(rows, 'Approval request', previous, next),
  };
}

export function openPolicies(tables: Tables, session: Session): ApprovalPolicyStore {
  const rows = openTable(tables.policies, session);
  return {
    current: async (seatType) =>
      (await rows.all())
        .filter((policy) => policy.seatType === seatType)
        .toSorted((one, other) => other.version - one.version)[0],
    at: async (seatType, version) =>
      (await rows.all()).find((policy) => policy.seatType === seatType && policy.version === version),
    add: (policy) => addOnce(rows, session, 'Approval policy', policy),
  };
}

export function openDelegations(tables: Tables, session: Session): DelegationStore {
  const rows = openTable(tables.delegations, session);
  return {
    of: rows.get,
    active: async (at) => (await rows.all()).filter((delegation) => holdsAt(delegation, at)),
    add: (delegation) => addOnce(rows, session, 'Delegation', delegation),
    replace: async (previous, next) => {
      const isSaved = await rows.change(previous.from, ({ version }) => version === previous.version, next);
      if (!isSaved) throw staleRow('Delegation');
    },
  };
}

export function openComments(tables: Tables, session: Session): RequestCommentStore {
  const rows = openTable(tables.comments, session);
  return {
    ofRequest: async (requestId) =>
      (await rows.all()).filter((comment) => comment.requestId === requestId).toSorted(byInstant(({ at }) => at)),
    add: rows.insert,
  };
}
