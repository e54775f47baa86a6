import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import { canBeFinished } from './approval-places.ts';
import type { ApprovalRequestBase } from './approval-request.ts';
import { stillDecides } from './still-decides.ts';

/** Whether the approvals that are left can be given by people who may still decide. */
export async function canStillBeFinished(
  stores: Pick<Stores, 'members'>,
  request: Pick<ApprovalRequestBase, 'policy' | 'approvals'>,
): Promise<boolean> {
  return canBeFinishedBy(await whoStillDecides(stores), request);
}

export type Deciding = ReadonlySet<Id<'member'>>;

export async function whoStillDecides({ members }: Pick<Stores, 'members'>): Promise<Deciding> {
  return new Set((await members.list()).filter(stillDecides).map(({ id }) => id));
}

export function canBeFinishedBy(
  deciding: Deciding,
  { policy, approvals }: Pick<ApprovalRequestBase, 'policy' | 'approvals'>,
): boolean {
  const steps = policy.steps.map((step) => ({
    ...step,
    approvers: step.approvers.filter((id) => deciding.has(id)),
    standIns: step.standIns.filter((id) => deciding.has(id)),
  }));
  return canBeFinished({ policy: { ...policy, steps }, approvals });
}
