import { staleRow } from '../../../core/stale-row.ts';
import type { OpenTable } from './open-table.ts';

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
