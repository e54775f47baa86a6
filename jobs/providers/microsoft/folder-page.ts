import { z } from 'zod';
import { err, ok, type Result } from '../../../core/result.ts';
import { call, type CallFailure } from './call.ts';
import type { FolderCursor } from './cursor.ts';
import type { GraphClient } from './graph-client.ts';
import { itemSchema, SELECT, type DeltaItem } from './message-head.ts';
import { badLink } from './paged.ts';
import { queryOfLink } from './page-link.ts';

export type MailboxReader = {
  readonly address: string;
  readonly horizon: Temporal.Instant;
  readonly signal: AbortSignal;
};

/** `gone`: the folder is not there any more. `refused`: its link is too old. */
export type FolderStep =
  | {
      readonly kind: 'page';
      readonly folder: FolderCursor;
      readonly items: readonly DeltaItem[];
      readonly isWalk: boolean;
      readonly isLast: boolean;
      readonly isShort: boolean;
    }
  | { readonly kind: 'gone' | 'refused'; readonly folder: FolderCursor };

const pageSchema = z.object({
  value: z.array(itemSchema),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

/**
 * The next page of a folder. Without a filter: with one the provider ends a round silently at 5,000 messages. So the
 * horizon is applied to what comes, and the walk reads the whole folder.
 */
export async function folderPage(
  client: GraphClient,
  { user, signal }: { readonly user: string; readonly signal: AbortSignal },
  folder: FolderCursor,
): Promise<Result<FolderStep, CallFailure>> {
  const path = `/users/${encodeURIComponent(user)}/mailFolders/${encodeURIComponent(folder.id)}/messages/delta`;
  const query = folder.link ?? `?$select=${SELECT}`;
  const page = await call(client, { lane: user, path: `${path}${query}`, signal }, pageSchema);
  if (!page.ok) {
    if (page.error.kind === 'not-found') return ok({ kind: 'gone', folder });
    return page.error.kind === 'link-refused' ? ok({ kind: 'refused', folder }) : page;
  }
  const { value: items, '@odata.nextLink': nextLink, '@odata.deltaLink': deltaLink } = page.value;
  const link = queryOfLink(nextLink ?? deltaLink ?? '', { graph: client.endpoints.graph, path });
  if (link === undefined) return err(badLink());
  const next = counted({ ...folder, link }, items);
  const isWalk = folder.state === 'walk';
  if (nextLink !== undefined) return ok({ kind: 'page', folder: next, items, isWalk, isLast: false, isShort: false });
  const isShort = isWalk ? await isShortOf(client, { user, signal }, next) : ok(false);
  if (!isShort.ok) return isShort;
  return ok({ kind: 'page', folder: { ...next, state: 'delta' }, items, isWalk, isLast: true, isShort: isShort.value });
}

/** A page may repeat the end of the one before. */
function counted(folder: FolderCursor, items: readonly DeltaItem[]): FolderCursor {
  const ids = new Set(items.filter((item) => item['@removed'] === undefined).map(({ id }) => id));
  if (folder.lastId !== undefined) ids.delete(folder.lastId);
  const lastId = items.at(-1)?.id ?? folder.lastId;
  return { ...folder, seen: folder.seen + ids.size, ...(lastId === undefined ? {} : { lastId }) };
}

const countSchema = z.object({ totalItemCount: z.number().int() });

/** A walk that saw fewer messages than the folder has, then and now, has missed some. */
async function isShortOf(
  client: GraphClient,
  { user, signal }: { readonly user: string; readonly signal: AbortSignal },
  { id, seen, total }: FolderCursor,
): Promise<Result<boolean, CallFailure>> {
  if (seen >= total) return ok(false);
  const path = `/users/${encodeURIComponent(user)}/mailFolders/${encodeURIComponent(id)}?$select=totalItemCount`;
  const now = await call(client, { lane: user, path, signal }, countSchema);
  if (now.ok) return ok(seen < now.value.totalItemCount);
  return now.error.kind === 'not-found' ? ok(false) : now;
}
