import { unreachable } from '../../../core/result.ts';
import type { Mailbox, MailItem, Place } from '../corpus/mailbox.ts';
import type { MessageQuery } from './odata.ts';

/** One thing that a round has to say about the folder. */
export type DeltaEntry = { readonly kind: 'full' | 'partial' | 'removed'; readonly item: MailItem };

/** A filtered round ends here without a word: learn.microsoft.com/graph/delta-query-messages. */
const FILTERED_LIMIT = 5000;

/** The first round: everything in the folder, as it stood when the round began. */
export function firstRound(mailbox: Mailbox, place: Place, { filter, isOrdered }: MessageQuery): readonly DeltaEntry[] {
  const inFolder = mailbox.newestFirst().filter((item) => item.place === place);
  if (filter !== undefined) return inFolder.filter(filter.accepts).slice(0, FILTERED_LIMIT).map(whole);
  return (isOrdered ? inFolder : inFolder.toReversed()).map(whole);
}

function whole(item: MailItem): DeltaEntry {
  return { kind: 'full', item };
}

type Trace = {
  readonly item: MailItem;
  readonly hasEntered: boolean;
  readonly hasLeft: boolean;
  readonly wasMarked: boolean;
};

/** A later round: what has happened to the folder since `since` changes, and a message may come more than once. */
export function laterRound(
  mailbox: Mailbox,
  place: Place,
  { since, filter }: { readonly since: number } & Pick<MessageQuery, 'filter'>,
): readonly DeltaEntry[] {
  const traces = new Map<string, Trace>();
  for (const change of mailbox.changes().slice(since)) {
    const before = traces.get(change.item.id) ?? {
      item: change.item,
      hasEntered: false,
      hasLeft: false,
      wasMarked: false,
    };
    switch (change.kind) {
      case 'added':
        if (change.item.place === place) traces.set(change.item.id, { ...before, hasEntered: true });
        break;
      case 'moved':
        if (change.to === place) traces.set(change.item.id, { ...before, hasEntered: true });
        if (change.from === place) traces.set(change.item.id, { ...before, hasLeft: true });
        break;
      case 'deleted':
        if (change.item.place === place) traces.set(change.item.id, { ...before, hasLeft: true });
        break;
      case 'read':
        if (change.item.place === place) traces.set(change.item.id, { ...before, wasMarked: true });
        break;
      default:
        unreachable(change);
    }
  }
  return [...traces.values()].flatMap((trace) => entryOf(mailbox, place, trace, filter));
}

/** Movement out of the folder and read marks are told of items outside the filter, too. */
function entryOf(mailbox: Mailbox, place: Place, trace: Trace, filter: MessageQuery['filter']): readonly DeltaEntry[] {
  const item = mailbox.find(trace.item.id);
  if (item === undefined || item.place !== place) return trace.hasLeft ? [{ kind: 'removed', item: trace.item }] : [];
  if (!trace.hasEntered) return [{ kind: 'partial', item }];
  if (filter?.accepts(item) === false) return [];
  // Replays are warned of: what came in and was marked comes once whole and once in part.
  return trace.wasMarked
    ? [
        { kind: 'full', item },
        { kind: 'partial', item },
      ]
    : [{ kind: 'full', item }];
}
