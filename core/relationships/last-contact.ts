import type { StoredPerson } from './crm-store.ts';
import { seenContacts, type SeenContact } from './seen-contacts.ts';
import type { Context, WhoKnowsDeps } from './who-knows-context.ts';

export type LastContact = SeenContact;

/** How many hidden ones may lie before the newest that may be shown. */
const LOOKED_AT = 50;

export async function lastContact(
  deps: WhoKnowsDeps,
  context: Context,
  { address }: StoredPerson,
): Promise<LastContact | undefined> {
  for await (const seen of seenContacts(deps, context, await context.stores.crm.contacts(address, LOOKED_AT)))
    return seen;
  return undefined;
}
