import { z } from 'zod';
import { err, ok, type Result } from '../../../core/result.ts';
import { call, type CallFailure } from './call.ts';
import type { GraphClient } from './graph-client.ts';
import { queryOfLink } from './page-link.ts';

type Listing = { readonly lane: string; readonly path: string; readonly query: string; readonly signal: AbortSignal };

/** More pages than any list of folders has: a list that never ends is a fault, not a mailbox. */
const MOST_PAGES = 200;

/** All items of a list that comes in pages. */
export async function allPages<Item>(
  client: GraphClient,
  { lane, path, query, signal }: Listing,
  item: z.ZodType<Item>,
): Promise<Result<readonly Item[], CallFailure>> {
  const schema = z.object({ value: z.array(item), '@odata.nextLink': z.string().optional() });
  const items: Item[] = [];
  let next: string | undefined = query;
  for (let pages = 0; next !== undefined; pages += 1) {
    const page: Result<z.infer<typeof schema>, CallFailure> = await call(
      client,
      { lane, path: `${path}${next}`, signal },
      schema,
    );
    if (!page.ok) return page;
    items.push(...page.value.value);
    const link: string | undefined = page.value['@odata.nextLink'];
    next = link === undefined ? undefined : queryOfLink(link, { graph: client.endpoints.graph, path });
    if (link !== undefined && (next === undefined || pages > MOST_PAGES)) return err(badLink());
  }
  return ok(items);
}

export function badLink(): CallFailure {
  const cause = new Error('The provider gave a link that leads elsewhere');
  return { kind: 'failed', failure: { kind: 'unavailable', cause } };
}
