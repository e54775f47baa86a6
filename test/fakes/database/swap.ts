import { staleRow } from '../../../core/stale-row.ts';
import type { OpenTable } from './open-table.ts';
import type { Session } from './session.ts';

type Versioned = { readonly id: string; readonly version: number };

/** Saves only over the version that was read; else the whole transaction starts over. */
export async function swap<Stored extends Versioned>(
  table: OpenTable<Stored>,
  what: string,
  previous: Versioned,
  next: Stored,
): Promise<void> {
  const isSaved = await table.change(previous.id, ({ version }) => version === previous.version, next);
  if (!isSaved) throw staleRow(what);
}

/** What only one can add: whoever comes second starts over, and can do nothing more in this transaction, as in the real database. */
export async function addOnce<Stored>(
  table: OpenTable<Stored>,
  { broken }: Pick<Session, 'broken'>,
  what: string,
  row: Stored,
): Promise<void> {
  if (await table.add(row)) return;
  const stale = staleRow(what);
  broken(stale.message);
  throw stale;
}

export function newestFirst(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? 1 : -1;
}

/** Ties are broken by the key, so that a list has one order. */
export function byInstant<Stored extends { readonly id: string }>(at: (row: Stored) => Temporal.Instant) {
  return (one: Stored, other: Stored): number =>
    Temporal.Instant.compare(at(one), at(other)) || -newestFirst(one, other);
}

export function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) <= 0 ? one : other;
}
