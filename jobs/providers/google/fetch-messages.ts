import { z } from 'zod';
import { err, ok, type Result } from '../../../core/result.ts';
import { fetchAll } from '../fetch-all.ts';
import type { Fetched } from '../message-source.ts';
import { call, type CallFailure, type CallOptions } from './call.ts';
import type { GoogleClient } from './google-client.ts';
import type { GmailReader } from './gmail-reader.ts';
import { messageFetched, WANTED_FIELDS, WANTED_HEADERS } from './message-head.ts';

/** A message as a list names it; without a thread where the history names it. */
export type ListedMessage = { readonly id: string; readonly threadId?: string | undefined };

/** Fetches the heads of messages, a whole thread at once where that costs fewer units. */
export async function fetchMessages(
  client: GoogleClient,
  reader: GmailReader,
  listed: readonly ListedMessage[],
): Promise<Result<readonly Fetched[], CallFailure>> {
  const parcels = parcelsOf(client, listed);
  const fetched = await fetchAll(parcels, client.quota.inFlightPerMailbox, (parcel) =>
    parcel.threadId === undefined
      ? fetchOne(client, reader, parcel.ids[0] ?? '')
      : fetchThread(client, reader, parcel.threadId, parcel.ids),
  );
  return fetched.ok ? ok(fetched.value.flat()) : fetched;
}

type Parcel = { readonly ids: readonly string[]; readonly threadId: string | undefined };

function parcelsOf({ quota }: GoogleClient, listed: readonly ListedMessage[]): readonly Parcel[] {
  const { message, thread } = quota.costs;
  const groups = Map.groupBy(listed, ({ id, threadId }) => threadId ?? id);
  return [...groups].flatMap(([threadId, members]): readonly Parcel[] => {
    const ids = members.map(({ id }) => id);
    const isCheaperWhole = ids.length * message > thread;
    return isCheaperWhole ? [{ ids, threadId }] : ids.map((id) => ({ ids: [id], threadId: undefined }));
  });
}

const METADATA = { userId: 'me', format: 'metadata', metadataHeaders: [...WANTED_HEADERS] };

/** Parsed message by message, so that one that cannot be read does not cost the others. */
const messageSchema = z.looseObject({});

async function fetchOne(
  client: GoogleClient,
  reader: GmailReader,
  id: string,
): Promise<Result<readonly Fetched[], CallFailure>> {
  const request = { ...reader, units: client.quota.costs.message };
  const answer = await call(client, request, messageSchema, (options: CallOptions) =>
    client.gmail.users.messages.get({ ...METADATA, id, fields: WANTED_FIELDS }, options),
  );
  if (answer.ok) return ok([messageFetched(id, answer.value, reader.horizon)]);
  if (answer.error.kind === 'not-found') return ok([{ kind: 'absent', providerId: id }]);
  return err(answer.error);
}

const threadSchema = z.object({ messages: z.array(z.looseObject({ id: z.string() })).default([]) });

async function fetchThread(
  client: GoogleClient,
  reader: GmailReader,
  threadId: string,
  ids: readonly string[],
): Promise<Result<readonly Fetched[], CallFailure>> {
  const request = { ...reader, units: client.quota.costs.thread };
  const fields = `id,messages(${WANTED_FIELDS})`;
  const answer = await call(client, request, threadSchema, (options: CallOptions) =>
    client.gmail.users.threads.get({ ...METADATA, id: threadId, fields }, options),
  );
  if (!answer.ok && answer.error.kind !== 'not-found') return err(answer.error);
  const messages = answer.ok ? answer.value.messages : [];
  const byId = new Map(messages.map((message) => [message.id, message]));
  return ok(
    ids.map((id) => {
      const message = byId.get(id);
      return message === undefined ? { kind: 'absent', providerId: id } : messageFetched(id, message, reader.horizon);
    }),
  );
}
