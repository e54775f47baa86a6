import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { Inline } from '../views/view.ts';
import type { ApprovalRequest } from './approval-request.ts';

/** Who did something, and for whom if they were somebody's delegate then. */
export type Signature = { readonly by: Member; readonly onBehalfOf: Member | undefined };

type Members = Pick<Stores, 'members'>;

/** Everybody who has approved so far, in order. */
export async function approvedBy(stores: Members, { approvals }: ApprovalRequest): Promise<readonly Signature[]> {
  const signed = await Promise.all(approvals.map((approved) => signature(stores, approved)));
  return signed.filter((one) => one !== undefined);
}

/** Who ended the request; undefined where time or the policy did. */
export async function endedBy(stores: Members, request: ApprovalRequest): Promise<Signature | undefined> {
  if (request.state === 'rejected') return await signature(stores, request);
  if (request.state === 'cancelled') return await signature(stores, { by: request.by, onBehalfOf: undefined });
  const last = request.approvals.at(-1);
  return request.state === 'approved' && last !== undefined ? await signature(stores, last) : undefined;
}

async function signature(
  { members }: Members,
  { by: byId, onBehalfOf: absentId }: { readonly by: Id<'member'>; readonly onBehalfOf: Id<'member'> | undefined },
): Promise<Signature | undefined> {
  const by = await members.get(byId);
  const onBehalfOf = absentId === undefined ? undefined : await members.get(absentId);
  return by === undefined ? undefined : { by, onBehalfOf };
}

export function signatureText({ by, onBehalfOf }: Signature): readonly Inline[] {
  const signed: Inline = { member: by.id, name: by.fullName };
  if (onBehalfOf === undefined) return [signed];
  return [signed, ' on behalf of ', { member: onBehalfOf.id, name: onBehalfOf.fullName }];
}
