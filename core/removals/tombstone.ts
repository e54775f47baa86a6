/** Undeliverable by RFC 2606, and different for every row, so that nobody can be found by it. */
export function tombstoneAddress(id: string): string {
  return `removed-${id}@removed.invalid`;
}

export const TOMBSTONE_NAME = 'Removed member';
