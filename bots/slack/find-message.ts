import { z } from 'zod';
import type { Found, SendFailure } from '../../core/outbox/chat-gateway.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { writeReference } from './reference.ts';
import { sendFailureOf } from './send-failure.ts';
import type { WebClient } from './web-clients.ts';
import { SURFACE } from './workspace.ts';

type Place = { readonly workspace: string; readonly channel: string; readonly thread: string | undefined };

const PAGES = 5;
const PER_PAGE = 200;

/** Without the right to read the conversation nobody can know whether a message arrived. */
const MAY_NOT_LOOK: ReadonlySet<string> = new Set([
  'missing_scope',
  'not_in_channel',
  'channel_not_found',
  'no_permission',
]);

const noticeSchema = z.object({ ts: z.string(), metadata: z.object({ event_payload: z.object({ key: z.string() }) }) });

/** Looks at the latest thousand messages; beyond them it says that it does not know, never that there is none. */
export async function findMessage(client: WebClient, place: Place, key: string): Promise<Result<Found, SendFailure>> {
  try {
    return ok(await search(client, place, key));
  } catch (error) {
    const failure = sendFailureOf(error);
    if (failure.kind === 'ambiguous') return err({ kind: 'unavailable', cause: failure.cause });
    if (failure.kind !== 'refused' || !MAY_NOT_LOOK.has(failure.reason)) return err(failure);
    return ok({ kind: 'unknowable', reason: failure.reason });
  }
}

async function search(client: WebClient, { workspace, channel, thread }: Place, key: string): Promise<Found> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const from = cursor === undefined ? {} : { cursor };
    const request = { channel, include_all_metadata: true, limit: PER_PAGE, ...from };
    const history =
      thread === undefined
        ? await client.conversations.history(request)
        : await client.conversations.replies({ ...request, ts: thread });
    const ts = (history.messages ?? []).map((message) => keyed(message, key)).find((found) => found !== undefined);
    if (ts !== undefined) {
      return { kind: 'found', message: { surface: SURFACE, workspace, reference: writeReference({ channel, ts }) } };
    }
    cursor = history.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') return { kind: 'absent' };
  }
  return { kind: 'unknowable', reason: 'too_many_messages' };
}

function keyed(message: unknown, key: string): string | undefined {
  const notice = noticeSchema.safeParse(message);
  return notice.success && notice.data.metadata.event_payload.key === key ? notice.data.ts : undefined;
}
