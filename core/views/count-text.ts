import { groupThousands } from '../billing/money.ts';

/** A whole number grouped by thousands, the same on every machine: `4,400`. */
export function countText(count: number | bigint): string {
  return groupThousands(String(count));
}

/** `1 mailbox`, `12 mailboxes`. */
export function countOf(count: number, one: string, many: string): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}
