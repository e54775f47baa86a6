import type { Id, IdKind } from '../ids.ts';

/** A page may hold fewer items than were asked for, even none: what may not be shown is left out. `next` ends with the rows. */
export type ReadPage<Item, Kind extends IdKind> = {
  readonly items: readonly Item[];
  readonly next: Id<Kind> | undefined;
};

/** One row more than is told shows whether there is a next page. */
export function rowsFor(limit: number): number {
  return limit + 1;
}

export function cutPage<Kind extends IdKind, Row extends { readonly id: Id<Kind> }>(
  rows: readonly Row[],
  limit: number,
): { readonly rows: readonly Row[]; readonly next: Id<Kind> | undefined } {
  const cut = rows.slice(0, limit);
  return { rows: cut, next: rows.length > limit ? cut.at(-1)?.id : undefined };
}
