import type { ChangePage } from '../../../core/mailboxes/mailbox-provider.ts';
import { ok, unreachable, type Result } from '../../../core/result.ts';
import { fetchAll } from '../fetch-all.ts';
import type { Fetched } from '../message-source.ts';
import { pageOf } from '../page-of.ts';
import type { CallFailure } from './call.ts';
import { confirm } from './confirm.ts';
import { writeCursor, type FolderCursor, type MicrosoftCursor } from './cursor.ts';
import { folderPage, type FolderStep, type MailboxReader } from './folder-page.ts';
import type { GraphClient } from './graph-client.ts';
import { isPartial, messageFetched, type Reach } from './message-head.ts';

/** `refused`: the link of a folder is too old, and another restart may help. */
export type RoundStep = { readonly kind: 'page'; readonly page: ChangePage } | { readonly kind: 'refused' };

const MOST_RESTARTS = 3;

/** One page each of the next folders of the round; round.md says what follows from what they answer. */
export async function roundStep(
  client: GraphClient,
  reader: MailboxReader,
  cursor: MicrosoftCursor,
): Promise<Result<RoundStep, CallFailure>> {
  const { user } = cursor;
  const { signal } = reader;
  const asked = cursor.queue.slice(0, client.quota.inFlightPerMailbox);
  const folders = cursor.folders.filter(({ id }) => asked.includes(id));
  const steps = await fetchAll(folders, folders.length, (folder) => folderPage(client, { user, signal }, folder));
  if (!steps.ok) return steps;
  if (steps.value.some(({ kind }) => kind === 'refused') && cursor.restarts < MOST_RESTARTS)
    return ok({ kind: 'refused' });
  const reach = { horizon: reader.horizon, folders: new Map(cursor.folders.map((folder) => [folder.id, folder])) };
  const told = toldBy(steps.value, reach);
  const confirmed = await confirm(client, { user, signal }, { ids: told.unclear, reach });
  if (!confirmed.ok) return confirmed;
  const next = advanced(cursor, steps.value);
  const isOver = next.queue.length === 0;
  const isWalked = isOver && cursor.isWalking;
  const page = pageOf([...told.fetched, ...confirmed.value]);
  const gaps = steps.value.flatMap((step) => (isGap(step) ? [step.folder.name] : []));
  const kept = isWalked ? { ...next, isWalking: false, restarts: 0 } : next;
  return ok({
    kind: 'page',
    page: { ...page, gaps, next: writeCursor(kept), more: !isOver, restarted: false, walked: isWalked },
  });
}

type Told = { readonly fetched: readonly Fetched[]; readonly unclear: readonly string[] };

/** What the pages say outright, and which messages must be asked for: those that left a folder, or came in part. */
function toldBy(steps: readonly FolderStep[], reach: Reach): Told {
  const pages = steps.filter((step) => step.kind === 'page');
  const items = pages.flatMap(({ items: told, isWalk }) => told.map((item) => ({ item, isWalk })));
  const unclear = new Set(
    items.flatMap(({ item, isWalk }) =>
      item['@removed'] !== undefined || (isWalk && isPartial(item)) ? [item.id] : [],
    ),
  );
  const whole = items.filter(({ item }) => !unclear.has(item.id) && !isPartial(item));
  // An item may come twice; once is enough.
  const fetched = new Map(whole.map(({ item }) => [item.id, messageFetched(item, reach)]));
  return { fetched: [...fetched.values()], unclear: [...unclear] };
}

function advanced(cursor: MicrosoftCursor, steps: readonly FolderStep[]): MicrosoftCursor {
  const byId = new Map(steps.map((step) => [step.folder.id, step]));
  const hasMore = (id: string): boolean => {
    const step = byId.get(id);
    return step === undefined || (step.kind === 'page' && !step.isLast);
  };
  return {
    ...cursor,
    folders: cursor.folders.map((folder) => afterStep(folder, byId.get(folder.id))),
    queue: cursor.queue.filter(hasMore),
  };
}

/** A folder that is gone keeps its place until the next round finds it missing. */
function afterStep(folder: FolderCursor, step: FolderStep | undefined): FolderCursor {
  switch (step?.kind) {
    case undefined:
    case 'gone':
      return folder;
    case 'page':
      return step.folder;
    case 'refused': {
      const { link: _refused, lastId: _last, ...rest } = folder;
      return { ...rest, state: 'walk', seen: 0 };
    }
    default:
      return unreachable(step);
  }
}

function isGap(step: FolderStep): boolean {
  return step.kind === 'refused' || (step.kind === 'page' && step.isShort);
}
