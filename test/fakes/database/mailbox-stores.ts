import type { EpisodeStore, MailboxStore, SyncRunStore } from '../../../core/mailboxes/mailbox-store.ts';
import type { MailboxLinkStore } from '../../../core/mailboxes/links/mailbox-link.ts';
import { openTable } from './open-table.ts';
import { isUnfinished } from './rules.ts';
import type { Session } from './session.ts';
import { byInstant, swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openMailboxes(tables: Tables, session: Session): MailboxStore {
  const rows = openTable(tables.mailboxes, session);
  return {
    get: rows.get,
    ofMember: async (memberId) => (await rows.all()).filter((mailbox) => mailbox.memberId === memberId),
    list: rows.all,
    add: rows.insert,
    replace: (previous, next) => swap(rows, 'Mailbox', previous, next),
  };
}

export function openRuns(tables: Tables, session: Session): SyncRunStore {
  const rows = openTable(tables.runs, session);
  return {
    get: rows.get,
    unfinished: async (mailboxId) => (await rows.all()).find((run) => run.mailboxId === mailboxId && isUnfinished(run)),
    ofMailbox: async (mailboxId, limit) =>
      (await rows.all())
        .filter((run) => run.mailboxId === mailboxId)
        .toSorted(byInstant((run) => run.queuedAt))
        .toReversed()
        .slice(0, limit),
    add: rows.add,
    replace: (previous, next) => swap(rows, 'Sync run', previous, next),
  };
}

export function openEpisodes(tables: Tables, session: Session): EpisodeStore {
  const rows = openTable(tables.episodes, session);
  return {
    open: async (cause) =>
      (await rows.all()).find((episode) => episode.cause === cause && episode.closedAt === undefined),
    list: async () => (await rows.all()).toSorted(byInstant((episode) => episode.openedAt)),
    add: rows.add,
    replace: (previous, next) => swap(rows, 'Episode', previous, next),
  };
}

export function openMailboxLinks(tables: Tables, session: Session): MailboxLinkStore {
  const rows = openTable(tables.mailboxLinks, session);
  return {
    get: rows.get,
    open: async (address) =>
      (await rows.all()).find(
        (link) => link.address === address && (link.state === 'checking' || link.state === 'awaiting-owner'),
      ),
    ofMember: async (memberId) => (await rows.all()).filter((link) => link.memberId === memberId),
    add: rows.add,
    replace: (previous, next) => swap(rows, 'Mailbox link', previous, next),
  };
}
