import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { unreachable } from '../../../core/result.ts';
import type { MailboxChange } from '../corpus/change-log.ts';
import type { Mailbox } from '../corpus/mailbox.ts';
import { json, queryList } from '../http/exchange.ts';
import type { Answer } from '../http/exchange.ts';
import { googleErrors } from './google-error.ts';
import { labelIdsAt, labelIdsOf } from './labels.ts';
import { pageSize } from './list-messages.ts';

const TYPES = ['messageAdded', 'messageDeleted', 'labelAdded', 'labelRemoved'] as const;
type HistoryType = (typeof TYPES)[number];

/** users.history.list; ids below the floor have been forgotten. */
export function listHistory(mailbox: Mailbox, url: URL, floor: bigint): Answer {
  const start = url.searchParams.get('startHistoryId') ?? '';
  const size = pageSize(url);
  const after = url.searchParams.get('pageToken') ?? start;
  if (!/^\d+$/.test(start) || !/^\d+$/.test(after) || size === undefined)
    return googleErrors.invalid('Invalid startHistoryId');
  const asked = queryList(url, 'historyTypes');
  if (asked.some((type) => !TYPES.some((known) => known === type)))
    return googleErrors.invalid('Invalid value at historyTypes');
  if (BigInt(start) < floor || BigInt(start) > mailbox.historyId()) return googleErrors.notFound();
  const wanted = new Set<HistoryType>(TYPES.filter((type) => asked.length === 0 || asked.includes(type)));
  const labelId = url.searchParams.get('labelId');
  const records = mailbox
    .changesAfter(BigInt(after))
    .flatMap((change) => recordOf(mailbox, change, wanted))
    .filter((record) => labelId === null || concerns(record, labelId));
  const page = records.slice(0, size);
  const last = page.at(-1)?.id;
  const answer: gmail_v1.Schema$ListHistoryResponse = {
    ...(page.length === 0 ? {} : { history: page }),
    ...(records.length === page.length || last === undefined || last === null ? {} : { nextPageToken: last }),
    historyId: String(mailbox.historyId()),
  };
  return json(200, answer);
}

function recordOf(
  mailbox: Mailbox,
  change: MailboxChange,
  wanted: ReadonlySet<HistoryType>,
): readonly gmail_v1.Schema$History[] {
  const { id, threadId } = change.item;
  const message = { id, threadId, labelIds: [...labelIdsOf(mailbox, change.item)] };
  const base = { id: String(change.historyId), messages: [{ id, threadId }] };
  const { added, removed } = labelsMoved(mailbox, change);
  const parts: gmail_v1.Schema$History = {
    ...(change.kind === 'added' && wanted.has('messageAdded') ? { messagesAdded: [{ message }] } : {}),
    ...(change.kind === 'deleted' && wanted.has('messageDeleted') ? { messagesDeleted: [{ message }] } : {}),
    ...(added.length > 0 && wanted.has('labelAdded') ? { labelsAdded: [{ message, labelIds: [...added] }] } : {}),
    ...(removed.length > 0 && wanted.has('labelRemoved')
      ? { labelsRemoved: [{ message, labelIds: [...removed] }] }
      : {}),
  };
  return Object.keys(parts).length === 0 ? [] : [{ ...base, ...parts }];
}

type LabelsMoved = { readonly added: readonly string[]; readonly removed: readonly string[] };

function labelsMoved(mailbox: Mailbox, change: MailboxChange): LabelsMoved {
  switch (change.kind) {
    case 'added':
    case 'deleted':
      return { added: [], removed: [] };
    case 'read':
      return change.item.isRead ? { added: [], removed: ['UNREAD'] } : { added: ['UNREAD'], removed: [] };
    case 'moved':
      return { added: labelIdsAt(mailbox, change.to), removed: labelIdsAt(mailbox, change.from) };
    default:
      return unreachable(change);
  }
}

function concerns(record: gmail_v1.Schema$History, labelId: string): boolean {
  const parts = [record.messagesAdded, record.messagesDeleted, record.labelsAdded, record.labelsRemoved];
  return parts.flat().some((part) => part?.message?.labelIds?.includes(labelId) === true);
}
