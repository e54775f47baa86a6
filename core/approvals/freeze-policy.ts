import type { Member } from '../people/member.ts';
import { ROLES } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import type { FrozenPolicy } from './approval-policy.ts';
import type { Id } from '../ids.ts';

export type NobodyCanApprove = { readonly kind: 'nobody-can-approve' };

/**
 * The default policy as it stands now: any approver other than the requester and whoever benefits. Without
 * one the highest admins stand in; without any of those the request stops, because nobody approves their own.
 */
export function freezePolicy(
  members: readonly Member[],
  { requester, beneficiaries }: { readonly requester: Id<'member'>; readonly beneficiaries: readonly Id<'member'>[] },
): Result<FrozenPolicy, NobodyCanApprove> {
  const others = members.filter(
    (member) => member.standing === 'active' && member.id !== requester && !beneficiaries.includes(member.id),
  );
  const approvers = others.filter((member) => member.grants.includes('approver'));
  if (approvers.length > 0) return ok(anyOf(approvers, 'you are an approver of this account'));

  const highest = ROLES.toReversed().find(
    (role) => role !== 'standard' && others.some((member) => member.role === role),
  );
  if (highest === undefined) return err({ kind: 'nobody-can-approve' });
  return ok(
    anyOf(
      others.filter((member) => member.role === highest),
      'no other approver is set, so an administrator decides',
    ),
  );
}

function anyOf(members: readonly Member[], because: string): FrozenPolicy {
  const step = { needed: 1, approvers: members.map((member) => member.id), standIns: [], because };
  return { mode: 'manual-unless-free', version: 0, steps: [step], hours: 7 * 24, escalates: true, because };
}
