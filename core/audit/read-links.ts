import type { AuditStores } from './audit-trail.ts';
import type { ChainLink } from './locate-break.ts';

/** So many records are held at once, and read in one transaction. */
export const PAGE = 500;

/** How all records from one on are linked, as they stand in the table. */
export async function readLinks(
  within: <Value>(read: (stores: AuditStores) => Promise<Value>) => Promise<Value>,
  seq: number,
): Promise<readonly ChainLink[]> {
  const links: ChainLink[] = [];
  let from = seq;
  while (true) {
    const page = await within(({ audit }) => audit.from(from, PAGE));
    links.push(...page.map(({ hash, previousHash }) => ({ hash, previousHash })));
    const last = page.at(-1);
    // A number that leads back was tampered with; reading on would never end.
    if (last === undefined || page.length < PAGE || last.seq < from) return links;
    from = last.seq + 1;
  }
}
