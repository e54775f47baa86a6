import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import type { Answer } from '../http/exchange.ts';
import { json, queryList } from '../http/exchange.ts';
import type { Mailbox, MailItem } from '../corpus/mailbox.ts';
import { googleErrors } from './google-error.ts';
import { labelIdsOf } from './labels.ts';
import { parseSearch } from './search-query.ts';

export type ListRights = { readonly maySearch: boolean };

/** users.messages.list: newest first, ids only, and no `messages` member at all when there are none. */
export function listMessages(mailbox: Mailbox, url: URL, { maySearch }: ListRights): Answer {
  const query = url.searchParams.get('q') ?? '';
  if (query !== '' && !maySearch) return googleErrors.forbidden("Metadata scope does not support 'q' parameter");
  const search = parseSearch(query);
  if (!search.ok) return googleErrors.invalid(`This server does not search for ${search.error.term}`);
  const size = pageSize(url);
  const from = positionIn(url.searchParams.get('pageToken'));
  if (size === undefined || from === undefined)
    return googleErrors.invalid(size === undefined ? 'Invalid maxResults' : 'Invalid pageToken');
  const labelIds = queryList(url, 'labelIds');
  const hidden =
    url.searchParams.get('includeSpamTrash') === 'true' ? [] : ['SPAM', 'TRASH'].filter((id) => !labelIds.includes(id));
  const { afterMs, beforeMs } = search.value;
  const matching = mailbox.newestFirst().filter((item) => {
    const labels = labelIdsOf(mailbox, item);
    return (
      item.receivedMs >= afterMs &&
      item.receivedMs < beforeMs &&
      labelIds.every((id) => labels.includes(id)) &&
      !hidden.some((id) => labels.includes(id))
    );
  });
  return json(200, pageOf(matching, from, size));
}

function pageOf(matching: readonly MailItem[], from: Position, size: number): gmail_v1.Schema$ListMessagesResponse {
  const rest = matching.filter((item) => isPast(item, from));
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return {
    ...(page.length === 0 ? {} : { messages: page.map(({ id, threadId }) => ({ id, threadId })) }),
    ...(last === undefined || rest.length === page.length ? {} : { nextPageToken: tokenAfter(last) }),
    // The vendor's number is only an estimate, and a poor one.
    resultSizeEstimate: Math.min(matching.length, 201),
  };
}

/** 100 by default, never more than 500. */
export function pageSize(url: URL): number | undefined {
  const asked = url.searchParams.get('maxResults');
  if (asked === null) return 100;
  const size = Number(asked);
  return Number.isInteger(size) && size >= 0 ? Math.min(size === 0 ? 100 : size, 500) : undefined;
}

type Position = { readonly receivedMs: number; readonly id: string };

const NEWEST: Position = { receivedMs: Infinity, id: '' };

function isPast(item: MailItem, { receivedMs, id }: Position): boolean {
  return item.receivedMs < receivedMs || (item.receivedMs === receivedMs && item.id < id);
}

function tokenAfter({ receivedMs, id }: MailItem): string {
  return BigInt(`0x${Buffer.from(`${receivedMs}/${id}`).toString('hex')}`).toString();
}

function positionIn(token: string | null): Position | undefined {
  if (token === null || token === '') return NEWEST;
  if (!/^\d+$/.test(token)) return undefined;
  const match = /^(\d+)\/([0-9a-f]{16})$/.exec(Buffer.from(BigInt(token).toString(16), 'hex').toString('latin1'));
  const [, receivedMs, id] = match ?? [];
  return receivedMs === undefined || id === undefined ? undefined : { receivedMs: Number(receivedMs), id };
}
