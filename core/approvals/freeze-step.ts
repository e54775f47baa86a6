import { ROLES, type Member } from '../people/member.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import { stillDecides } from './still-decides.ts';
import type { ApprovalStep, PolicyStep, StepPeople } from './approval-policy.ts';

export type NobodyCanApprove = {
  readonly kind: 'nobody-can-approve';
  readonly needed: number;
  readonly found: number;
};

/** The people of a step as they stand now; where they are too few the highest administrators fill up. */
export function freezeStep(
  { needed, people }: PolicyStep,
  others: readonly Member[],
  condition: string,
): Result<ApprovalStep, NobodyCanApprove> {
  const asked = peopleOfStep(people, others);
  const count = needed === 'all' ? Math.max(1, asked.length) : needed;
  const isEnough = asked.length >= count;
  const approvers = isEnough ? asked : [...new Set([...asked, ...highestAdmins(others)])];
  if (approvers.length < count) return err({ kind: 'nobody-can-approve', needed: count, found: approvers.length });
  const because = isEnough ? becauseOf(people) : 'no other approver is set, so an administrator decides';
  return ok({
    needed: count,
    approvers: approvers.map(({ id }) => id),
    standIns: [],
    because: condition === '' ? because : `${because} (${condition})`,
  });
}

/** Those of the highest role that anybody of these has; nobody where all are Standard. */
export function highestAdmins(members: readonly Member[]): readonly Member[] {
  const active = members.filter(({ standing }) => standing === 'active');
  const highest = ROLES.toReversed().find((role) => role !== 'standard' && active.some((one) => one.role === role));
  return active.filter(({ role }) => role === highest);
}

function peopleOfStep(people: StepPeople, others: readonly Member[]): readonly Member[] {
  switch (people.kind) {
    case 'approvers':
      return others.filter(({ grants }) => grants.includes('approver'));
    case 'admins':
      return highestAdmins(others);
    case 'members':
      return others.filter((one) => people.members.includes(one.id) && stillDecides(one));
    default:
      return unreachable(people);
  }
}

function becauseOf(people: StepPeople): string {
  switch (people.kind) {
    case 'approvers':
      return 'you are an approver of this account';
    case 'admins':
      return 'you are an administrator of this account';
    case 'members':
      return 'the approval policy names you';
    default:
      return unreachable(people);
  }
}
