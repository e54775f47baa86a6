import type { DeliveryStore } from '../../../core/commands/delivery.ts';
import type { ActionStore } from '../../../core/commands/stored-action.ts';
import type { DocumentStore } from '../../../core/documents/document.ts';
import type { NoticeStore } from '../../../core/outbox/notice.ts';
import type { PostedMessage } from '../../../core/outbox/chat-gateway.ts';
import { frozenJson } from './frozen-copy.ts';
import { openTable } from './open-table.ts';
import { deliveryKey } from './rules.ts';
import type { Session } from './session.ts';
import { byInstant, swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openDeliveries(tables: Tables, session: Session): DeliveryStore {
  const rows = openTable(tables.deliveries, session);
  return {
    claim: (delivery) => rows.add({ ...delivery, inbound: frozenJson(delivery.inbound) }),
    byKey: async (surface, workspace, key) =>
      (await rows.all()).find(
        ({ inbound }) =>
          inbound.from.surface === surface && inbound.from.workspace === workspace && inbound.deliveryKey === key,
      ),
    lock: rows.lock,
    save: async (delivery) => {
      const isSaved = await rows.change(delivery.id, () => true, delivery);
      if (!isSaved) throw session.broken(`There is no delivery ${deliveryKey(delivery.inbound)}`);
    },
    stale: async (states, before, limit) =>
      (await rows.all())
        .filter((row) => states.includes(row.state) && Temporal.Instant.compare(row.receivedAt, before) < 0)
        .toSorted(byInstant((row) => row.receivedAt))
        .slice(0, limit),
  };
}

export function openActions(tables: Tables, session: Session): ActionStore {
  const rows = openTable(tables.actions, session);
  return {
    get: rows.get,
    add: async (actions) => {
      for (const action of actions) await rows.insert({ ...action, call: frozenJson(action.call) });
    },
  };
}

export function openDocuments(tables: Tables, session: Session): DocumentStore {
  const rows = openTable(tables.documents, session);
  return {
    get: rows.get,
    add: rows.insert,
    replace: (previous, next) => swap(rows, 'Document', previous, next),
  };
}

export function openNotices(tables: Tables, session: Session): NoticeStore {
  const rows = openTable(tables.notices, session);
  return {
    get: rows.get,
    ofSubject: async (subject) => (await rows.all()).filter((notice) => notice.subject === subject),
    add: rows.add,
    byMessage: async (message) =>
      (await rows.all()).find((notice) => notice.state === 'delivered' && isSame(notice.message, message)),
    list: async (states) => (await rows.all()).filter(({ state }) => states.includes(state)),
    replace: ({ id, state, wanted, attempts }, next) =>
      rows.change(id, (row) => row.state === state && row.wanted === wanted && row.attempts === attempts, next),
  };
}

function isSame(one: PostedMessage, other: PostedMessage): boolean {
  return one.surface === other.surface && one.workspace === other.workspace && one.reference === other.reference;
}
