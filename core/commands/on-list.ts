import { findList, listNotFoundView } from '../lists/find-list.ts';
import { notOwnerView } from '../lists/list-views.ts';
import type { List } from '../lists/list.ts';
import type { RecordContext } from '../records/record-context.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';

/** Runs on the list that is meant, if the viewer may see it. */
export async function onList(
  records: RecordContext,
  typed: string,
  run: (one: List) => Promise<Reply>,
): Promise<Reply> {
  const found = await findList(records.stores, records.viewer.memberId, typed);
  return found.kind === 'found' ? await run(found.list) : privately(listNotFoundView(found));
}

/** Runs on a list of the viewer's own. */
export function onOwnList(records: RecordContext, typed: string, run: (one: List) => Promise<Reply>): Promise<Reply> {
  return onList(records, typed, async (one) =>
    one.ownerId === records.viewer.memberId ? await run(one) : privately(notOwnerView(one, records.members)),
  );
}
