import { z } from 'zod';
import { ok, type Result } from '../../../core/result.ts';
import { fetchAll } from '../fetch-all.ts';
import { call, type CallFailure } from './call.ts';
import type { GraphClient } from './graph-client.ts';
import { allPages } from './paged.ts';

export type MailFolder = {
  readonly id: string;
  readonly name: string;
  /** The sent folder and what lies in it. */
  readonly isSent: boolean;
  readonly total: number;
};

export type WellKnown = { readonly excluded: readonly string[]; readonly sent: string | undefined };

type Asking = { readonly lane: string; readonly user: string; readonly signal: AbortSignal };

const EXCLUDED = ['drafts', 'junkemail', 'deleteditems', 'outbox', 'conversationhistory', 'syncissues'];
const SENT = 'sentitems';

const idSchema = z.object({ id: z.string().min(1) });

/** The ids of the folders with a meaning of their own, which have other names in other languages. Not everybody has all. */
export async function wellKnownFolders(
  client: GraphClient,
  { lane, user, signal }: Asking,
): Promise<Result<WellKnown, CallFailure>> {
  const found = await fetchAll([SENT, ...EXCLUDED], client.quota.inFlightPerMailbox, async (name) => {
    const path = `/users/${encodeURIComponent(user)}/mailFolders/${name}?$select=id`;
    const folder = await call(client, { lane, path, signal }, idSchema);
    if (folder.ok) return ok({ name, id: folder.value.id });
    return folder.error.kind === 'not-found' ? ok(undefined) : folder;
  });
  if (!found.ok) return found;
  const known = found.value.filter((folder) => folder !== undefined);
  return ok({
    sent: known.find(({ name }) => name === SENT)?.id,
    excluded: known.flatMap(({ name, id }) => (name === SENT ? [] : [id])),
  });
}

const folderSchema = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  childFolderCount: z.number().int().nullish(),
  totalItemCount: z.number().int().nullish(),
});
type RawFolder = z.infer<typeof folderSchema>;

const QUERY = '?$top=100&$select=id,displayName,childFolderCount,totalItemCount';

/** Every folder that is read, at any depth. What lies in an excluded folder is excluded with it. */
export async function mailFolders(
  client: GraphClient,
  asking: Asking,
  { excluded, sent }: WellKnown,
): Promise<Result<readonly MailFolder[], CallFailure>> {
  const { lane, user, signal } = asking;
  const root = `/users/${encodeURIComponent(user)}/mailFolders`;
  const found: MailFolder[] = [];
  let level: readonly Parent[] = [{ path: root, isSent: false }];
  while (level.length > 0) {
    const lists = await fetchAll(level, client.quota.inFlightPerMailbox, async ({ path, isSent }) => {
      const folders = await allPages(client, { lane, path, query: QUERY, signal }, folderSchema);
      return folders.ok ? ok({ folders: folders.value, isSent }) : folders;
    });
    if (!lists.ok) return lists;
    const inScope = lists.value.flatMap(({ folders, isSent }) =>
      folders
        .filter(({ id }) => !excluded.includes(id))
        .map((raw) => ({ raw, folder: folderOf(raw, isSent || raw.id === sent) })),
    );
    found.push(...inScope.map(({ folder }) => folder));
    level = inScope
      .filter(({ raw }) => (raw.childFolderCount ?? 0) > 0)
      .map(({ folder: { id, isSent } }) => ({ path: `${root}/${encodeURIComponent(id)}/childFolders`, isSent }));
  }
  return ok(found);
}

type Parent = { readonly path: string; readonly isSent: boolean };

function folderOf({ id, displayName, totalItemCount }: RawFolder, isSent: boolean): MailFolder {
  return { id, name: displayName ?? 'a folder without a name', isSent, total: totalItemCount ?? 0 };
}
