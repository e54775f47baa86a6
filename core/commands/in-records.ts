import { crmAccess } from '../people/crm-access.ts';
import { noAccessView } from '../records/no-access-view.ts';
import { recordContext, type RecordContext } from '../records/record-context.ts';
import type { WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import { actingMember, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';

/** Runs what reads or writes the CRM for a member who may open it, and tells the others why they may not. */
export async function inRecords(
  deps: WhoKnowsDeps,
  { stores, account, ...context }: CommandContext,
  run: (records: RecordContext) => Promise<Reply>,
): Promise<Reply> {
  const member = actingMember({ stores, account, ...context });
  const access = crmAccess(member, await stores.seats.ofMember(member.id));
  if (!access.ok) return privately(noAccessView(access.error));
  return await run(await recordContext(deps, stores, { accountId: account.id, memberId: member.id }));
}
