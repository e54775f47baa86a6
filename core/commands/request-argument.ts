import { z } from 'zod';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import { absentFor, standsInFor } from '../approvals/as-decider.ts';
import type { Delegation } from '../approvals/delegation.ts';
import { isApprover } from '../approvals/decide.ts';
import { idSchema } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { View } from '../views/view.ts';
import { actingMember, type CommandContext } from './command.ts';

/** A request is named by its number when typed and by its id behind a button. */
export const requestArgument = z.unknown().transform((given, context) => {
  const id = idSchema('request').safeParse(given);
  if (id.success) return id.data;
  const digits = /^#?(\d{1,9})$/u.exec(String(given).trim())?.[1];
  if (digits !== undefined) return Number(digits);
  context.addIssue({ code: 'custom', message: 'Say which request by its number, like 12.' });
  return z.NEVER;
});

export type NamedRequest = z.output<typeof requestArgument>;

/** A number can be guessed, so it finds only what the member may see; an id stood on a card that was shown to them. */
export async function findRequest(context: CommandContext, named: NamedRequest): Promise<ApprovalRequest | undefined> {
  const { stores, now } = context;
  if (typeof named !== 'number') return await stores.requests.get(named);
  const request = await stores.requests.byNumber(named);
  const member = actingMember(context);
  const absences = await standsInFor(stores, member.id, now);
  return request !== undefined && maySeeRequest(request, member, absences) ? request : undefined;
}

/** Admins see every request; others those they made or are asked to decide, also for somebody who is away. */
export function maySeeRequest(
  request: ApprovalRequest,
  { id, role }: Member,
  absences: readonly Delegation[],
): boolean {
  const isAsked = [id, ...absentFor(request, absences)].some((memberId) => isApprover(request, memberId));
  return role !== 'standard' || request.requestedBy === id || isAsked;
}

export function noSuchRequestView(named: NamedRequest): View {
  return {
    title: typeof named === 'number' ? `There is no request ${named}` : 'This request does not exist',
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['Nothing was changed. Requests lists the ones you can see.'] }],
    actions: [{ kind: 'run', label: 'Show requests', weight: 'primary', does: { command: 'requests', args: {} } }],
  };
}
