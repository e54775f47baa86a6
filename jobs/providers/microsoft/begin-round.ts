import { err, ok, type Result } from '../../../core/result.ts';
import type { CallFailure } from './call.ts';
import type { FolderCursor, MicrosoftCursor } from './cursor.ts';
import type { MailboxReader } from './folder-page.ts';
import type { GraphClient } from './graph-client.ts';
import { lookUp } from './look-up.ts';
import { mailFolders, wellKnownFolders, type MailFolder } from './mail-folders.ts';

/** The start of a walk of the whole mailbox. */
export async function beginWalk(
  client: GraphClient,
  { address, signal }: MailboxReader,
  restarts: number,
): Promise<Result<MicrosoftCursor, CallFailure>> {
  const person = await lookUp(client, address, signal);
  if (!person.ok) return err({ kind: 'failed', failure: person.error });
  const user = person.value.id;
  const known = await wellKnownFolders(client, { lane: user, user, signal });
  if (!known.ok) return known;
  const listed = await mailFolders(client, { lane: user, user, signal }, known.value);
  if (!listed.ok) return listed;
  const folders = listed.value.map(unread);
  const { excluded, sent } = known.value;
  const queue = folders.map(({ id }) => id);
  return ok({
    v: 1,
    user,
    isWalking: true,
    restarts,
    excluded: [...excluded],
    ...(sent === undefined ? {} : { sent }),
    folders,
    queue,
  });
}

/** The next round over the folders as they are now. Undefined when one has gone with what was in it. */
export async function nextRound(
  client: GraphClient,
  { signal }: MailboxReader,
  cursor: MicrosoftCursor,
): Promise<Result<MicrosoftCursor | undefined, CallFailure>> {
  const { user, excluded, sent } = cursor;
  const listed = await mailFolders(client, { lane: user, user, signal }, { excluded, sent });
  if (!listed.ok) return listed;
  const present = new Set(listed.value.map(({ id }) => id));
  const hasLostMessages = cursor.folders.some(({ id, total, seen }) => !present.has(id) && total + seen > 0);
  if (hasLostMessages) return ok(undefined);
  const byId = new Map(cursor.folders.map((folder) => [folder.id, folder]));
  const folders = listed.value.map((folder) => {
    const before = byId.get(folder.id);
    return before === undefined ? unread(folder) : { ...before, ...folder };
  });
  return ok({ ...cursor, folders, queue: folders.map(({ id }) => id) });
}

function unread(folder: MailFolder): FolderCursor {
  return { ...folder, state: 'walk', seen: 0 };
}
