import { contextFor, type Context, type Viewer, type WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import type { Stores } from '../transaction.ts';

export type RecordStores = Context['stores'] & Pick<Stores, 'crmPages' | 'lists' | 'notes'>;

/** Who reads, with everything that decides what they may see. */
export type RecordContext = Context & { readonly stores: RecordStores };

export async function recordContext(
  deps: Pick<WhoKnowsDeps, 'clock'>,
  stores: RecordStores,
  viewer: Viewer,
): Promise<RecordContext> {
  return { ...(await contextFor(deps, stores, viewer)), stores };
}
