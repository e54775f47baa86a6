import { ok, type Result } from '../../../core/result.ts';
import { fetchAll } from '../fetch-all.ts';
import type { Fetched } from '../message-source.ts';
import { call, type CallFailure } from './call.ts';
import type { GraphClient } from './graph-client.ts';
import { itemSchema, messageFetched, SELECT, type Reach } from './message-head.ts';

type Asking = { readonly user: string; readonly signal: AbortSignal };

/**
 * What has become of messages of which a folder said only that they left it. A move is told by two folders, each in
 * its own time, so the message itself is asked for: its id stays the same wherever it lies.
 */
export function confirm(
  client: GraphClient,
  { user, signal }: Asking,
  { ids, reach }: { readonly ids: readonly string[]; readonly reach: Reach },
): Promise<Result<readonly Fetched[], CallFailure>> {
  return fetchAll(ids, client.quota.inFlightPerMailbox, async (id): Promise<Result<Fetched, CallFailure>> => {
    const path = `/users/${encodeURIComponent(user)}/messages/${encodeURIComponent(id)}?$select=${SELECT}`;
    const found = await call(client, { lane: user, path, signal }, itemSchema);
    if (found.ok) return ok(messageFetched({ ...found.value, id }, reach));
    return found.error.kind === 'not-found' ? ok({ kind: 'absent', providerId: id }) : found;
  });
}
