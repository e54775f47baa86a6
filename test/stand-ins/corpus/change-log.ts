import { createSeeded } from '../http/seeded.ts';
import type { MailItem, Place } from './mailbox.ts';

export type MailboxChange = {
  readonly historyId: bigint;
  readonly atMs: number;
  readonly item: MailItem;
} & (
  | { readonly kind: 'added' | 'deleted' | 'read' }
  | { readonly kind: 'moved'; readonly from: Place; readonly to: Place }
);

/** Append-only, oldest first. */
export interface ChangeLog {
  readonly append: (change: MailboxChange) => void;
  readonly all: () => readonly MailboxChange[];
  readonly after: (historyId: bigint) => readonly MailboxChange[];
  readonly historyId: () => bigint;
  readonly nextHistoryId: () => bigint;
}

export function createChangeLog(seed: string): ChangeLog {
  const seeded = createSeeded(seed);
  const changes: MailboxChange[] = [];
  let history = 412_907n;
  return {
    append: (change) => {
      changes.push(change);
    },
    all: () => changes,
    after: (historyId) => changes.slice(firstAfter(changes, historyId)),
    historyId: () => history,
    // History ids are not a count: the vendor leaves gaps.
    nextHistoryId: () => (history += 1n + BigInt(Math.floor(seeded() * 37))),
  };
}

function firstAfter(changes: readonly MailboxChange[], historyId: bigint): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((changes[middle]?.historyId ?? 0n) > historyId) high = middle;
    else low = middle + 1;
  }
  return low;
}
