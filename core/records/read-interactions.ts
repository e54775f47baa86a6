import type { InteractionFilter, Page } from '../relationships/crm-pages.ts';
import type { StoredContact } from '../relationships/crm-store.ts';
import { seenContacts, type SeenContact } from '../relationships/seen-contacts.ts';
import type { WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import type { RecordContext } from './record-context.ts';
import { cutPage, rowsFor, type ReadPage } from './read-page.ts';

/** What the viewer may see of these interactions, in the order in which they were taken in, the newest first. */
export async function readInteractions(
  deps: WhoKnowsDeps,
  context: RecordContext,
  filter: InteractionFilter,
  { before, limit }: Page<'interaction'>,
): Promise<ReadPage<SeenContact, 'interaction'>> {
  const found = await context.stores.crmPages.interactions(filter, { before, limit: rowsFor(limit) });
  const { rows, next } = cutPage<'interaction', StoredContact>(found, limit);
  return { items: await Array.fromAsync(seenContacts(deps, context, rows)), next };
}
