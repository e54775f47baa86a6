import { z } from 'zod';
import type { ChangePage, Reading } from '../../../core/mailboxes/mailbox-provider.ts';
import type { MessageHead } from '../../../core/relationships/message-head.ts';
import type { MailboxState } from './fake-mailbox.ts';

/** The next page of a mailbox: a walk over everything within the horizon first, then what changed since it began. */
export function readPage(state: MailboxState, { address, cursor, horizon }: Reading, size: number): ChangePage {
  const at = cursor === undefined ? undefined : parse(cursor, address);
  const isRestart = at !== undefined && at.epoch !== state.epoch();
  // The baseline is taken before the first message is listed, so that nothing falls between walk and changes.
  const start = { phase: 'walk', epoch: state.epoch(), address, since: state.changes.length, after: '' } as const;
  const position = at === undefined || isRestart ? start : at;
  const reader = { state, horizon, size };
  return position.phase === 'walk' ? walkOn(reader, position, isRestart) : changesAfter(reader, position);
}

const cursorSchema = z.object({
  address: z.string(),
  epoch: z.int(),
  phase: z.enum(['walk', 'changes']),
  /** How many changes are behind. */
  since: z.int(),
  /** Where in the walk: the order of the last message that was listed. */
  after: z.string(),
});

type Position = z.infer<typeof cursorSchema>;
type Reader = { readonly state: MailboxState; readonly horizon: Temporal.Instant; readonly size: number };

function parse(cursor: string, address: string): Position {
  const position = cursorSchema.parse(JSON.parse(cursor));
  if (position.address !== address) throw new Error('The cursor belongs to another mailbox');
  return position;
}

function walkOn({ state, horizon, size }: Reader, position: Position, restarted: boolean): ChangePage {
  const left = [...state.messages.values()]
    .filter((head) => isWithin(head, horizon) && !head.labels.some((label) => state.closed.has(label)))
    .map((head) => ({ order: orderOf(head), head }))
    .filter(({ order }) => order > position.after)
    .toSorted((one, other) => (one.order < other.order ? -1 : 1));
  const listed = left.slice(0, size);
  const walked = left.length <= size;
  const next: Position = walked
    ? { ...position, phase: 'changes', after: '' }
    : { ...position, after: listed.at(-1)?.order ?? position.after };
  return {
    ...readable(
      state,
      listed.map(({ head }) => head),
    ),
    removed: [],
    next: JSON.stringify(next),
    more: !walked || next.since < state.changes.length,
    restarted,
    walked,
    gaps: walked ? [...state.closed] : [],
  };
}

function changesAfter({ state, horizon, size }: Reader, position: Position): ChangePage {
  const batch = state.changes.slice(position.since, position.since + size);
  const since = position.since + batch.length;
  const upserted = new Map<string, MessageHead>();
  for (const { kind, providerId } of batch) {
    const head = state.messages.get(providerId);
    const isClosed = head?.labels.some((label) => state.closed.has(label)) === true;
    if (kind === 'upserted' && head !== undefined && !isClosed && isWithin(head, horizon))
      upserted.set(providerId, head);
  }
  const removed = new Set(batch.filter(({ kind }) => kind === 'removed').map(({ providerId }) => providerId));
  return {
    ...readable(state, [...upserted.values()]),
    removed: [...removed],
    next: JSON.stringify({ ...position, since }),
    more: since < state.changes.length,
    restarted: false,
    walked: false,
    gaps: since < state.changes.length ? [] : [...state.closed],
  };
}

function readable(
  { poisoned }: MailboxState,
  heads: readonly MessageHead[],
): Pick<ChangePage, 'upserted' | 'poisoned'> {
  return {
    upserted: heads.filter(({ providerId }) => !poisoned.has(providerId)),
    poisoned: heads.flatMap(({ providerId }) => {
      const reason = poisoned.get(providerId);
      return reason === undefined ? [] : [{ providerId, reason }];
    }),
  };
}

function isWithin({ receivedAt }: MessageHead, horizon: Temporal.Instant): boolean {
  return Temporal.Instant.compare(receivedAt, horizon) >= 0;
}

/** Newest first. */
function orderOf({ receivedAt, providerId }: MessageHead): string {
  const age = Number.MAX_SAFE_INTEGER - receivedAt.epochMilliseconds;
  return `${`${age}`.padStart(17, '0')} ${providerId}`;
}
