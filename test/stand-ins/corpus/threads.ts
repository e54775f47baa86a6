import { headerOf } from './corpus-message.ts';
import type { CorpusMessage } from './corpus-message.ts';

/** Messages that hang together by Message-ID, References and In-Reply-To, each thread in order of time. */
export function groupThreads(messages: readonly CorpusMessage[]): readonly (readonly CorpusMessage[])[] {
  const parents = new Map<string, string>();
  const find = (id: string): string => {
    let root = id;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    parents.set(id, root);
    return root;
  };
  for (const message of messages) {
    for (const ancestor of message.ancestors) parents.set(find(ancestor), find(nodeOf(message)));
  }
  const threads = Map.groupBy(inOrderOfTime(messages), (message) => find(nodeOf(message)));
  return [...threads.values()];
}

function nodeOf(message: CorpusMessage): string {
  return message.messageId ?? message.key;
}

/** The relay's date is trusted before the sender's; a message with neither stays beside its neighbour in the file list. */
export function inOrderOfTime(messages: readonly CorpusMessage[]): readonly CorpusMessage[] {
  let previous = 0;
  return messages
    .map((message) => {
      previous = sane(headerOf(message, 'Received')?.split(';').at(-1)) ?? sane(headerOf(message, 'Date')) ?? previous;
      return { message, at: previous };
    })
    .toSorted((left, right) => left.at - right.at)
    .map(({ message }) => message);
}

function sane(date: string | undefined): number | undefined {
  const at = Date.parse(date ?? '');
  return at >= Date.UTC(2001, 0) && at < Date.UTC(2004, 0) ? at : undefined;
}
