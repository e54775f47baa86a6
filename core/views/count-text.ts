/** A whole number grouped by thousands, the same on every machine: `4,400`. */
export function countText(count: number | bigint): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
