import { z } from 'zod';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import { isApprover } from '../approvals/decide.ts';
import { idSchema } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';

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
export async function findRequest(
  { requests }: Pick<Stores, 'requests'>,
  named: NamedRequest,
  member: Member,
): Promise<ApprovalRequest | undefined> {
  if (typeof named !== 'number') return await requests.get(named);
  const request = await requests.byNumber(named);
  return request !== undefined && maySeeRequest(request, member) ? request : undefined;
}

/** Admins see every request; others those they made or are asked to decide. */
export function maySeeRequest(request: ApprovalRequest, member: Member): boolean {
  return member.role !== 'standard' || request.requestedBy === member.id || isApprover(request, member.id);
}

export function noSuchRequestView(named: NamedRequest): View {
  return {
    title: typeof named === 'number' ? `There is no request ${named}` : 'This request does not exist',
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['Nothing was changed. Requests lists the ones you can see.'] }],
    actions: [{ kind: 'run', label: 'Show requests', weight: 'primary', does: { command: 'requests', args: {} } }],
  };
}
