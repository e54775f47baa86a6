import { messageFetched } from '../../jobs/providers/google/message-head.ts';
import type { MessageHead } from '../../core/relationships/message-head.ts';
import { NOW } from '../builders/ids.ts';
import { readCorpus, type CorpusHeader } from '../core/relationships/corpus.ts';

/** Mail of lists makes no people known, so it would show nothing here. */
const corpus = readCorpus().filter(
  (headers) => !headers.some(({ name }) => /^(list-|precedence|x-mailing-list|errors-to)/u.test(name)),
);

/**
 * Real messages as their reader's mail system would serve them, from the `first` on: the headers are as they were written,
 * and the owner is one more recipient. The same message in two mailboxes is one message.
 */
export function realMail(owner: string, { first, count }: { readonly first: number; readonly count: number }) {
  return corpus.slice(first, first + count).flatMap((headers, at) => headOf(headers, owner, first + at));
}

function headOf(headers: readonly CorpusHeader[], owner: string, number: number): readonly MessageHead[] {
  const raw = {
    id: `m${number}`,
    threadId: `t${number}`,
    labelIds: ['INBOX'],
    internalDate: String(NOW.subtract({ minutes: number + 1 }).epochMilliseconds),
    payload: { headers: [...headers, { name: 'Cc', value: owner }] },
  };
  const fetched = messageFetched(raw.id, raw, NOW.subtract({ hours: 24 * 365 }));
  return fetched.kind === 'head' ? [fetched.head] : [];
}
