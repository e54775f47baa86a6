import type { ChangePage } from '../../core/mailboxes/mailbox-provider.ts';
import type { Fetched } from './message-source.ts';

/** What was fetched, sorted into a page. */
export function pageOf(fetched: readonly Fetched[]): Omit<ChangePage, 'next' | 'more' | 'walked'> {
  return {
    upserted: fetched.flatMap((item) => (item.kind === 'head' ? [item.head] : [])),
    removed: fetched.flatMap((item) => (item.kind === 'absent' ? [item.providerId] : [])),
    poisoned: fetched.flatMap((item) => (item.kind === 'poisoned' ? [item.item] : [])),
    restarted: false,
    gaps: [],
  };
}
