import type { Stores } from '../transaction.ts';
import { canBeFinished } from './approval-places.ts';
import type { ApprovalRequestBase } from './approval-request.ts';
import { stillDecides } from './still-decides.ts';

/** Whether the approvals that are left can be given by people who may still decide. */
export async function canStillBeFinished(
  { members }: Pick<Stores, 'members'>,
  { policy, approvals }: Pick<ApprovalRequestBase, 'policy' | 'approvals'>,
): Promise<boolean> {
  const deciding = new Set((await members.list()).filter(stillDecides).map(({ id }) => id));
  const steps = policy.steps.map((step) => ({
    ...step,
    approvers: step.approvers.filter((id) => deciding.has(id)),
    standIns: step.standIns.filter((id) => deciding.has(id)),
  }));
  return canBeFinished({ policy: { ...policy, steps }, approvals });
}
