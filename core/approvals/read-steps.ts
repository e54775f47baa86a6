import { err, ok, unreachable, type Result } from '../result.ts';
import type { Member } from '../people/member.ts';
import type { PolicyStep, StepPeople } from './approval-policy.ts';
import { stillDecides } from './still-decides.ts';
import { countOf } from '../views/count-text.ts';

export type StepsRefused =
  | { readonly kind: 'no-such-person'; readonly typed: string }
  | { readonly kind: 'may-not-decide'; readonly member: Member }
  | { readonly kind: 'too-many-needed'; readonly needed: number; readonly people: number };

/** Finds the one member that a name or an address means. */
export type LookUp = (typed: string) => Promise<Member | undefined>;

/** Reads “2 of approvers then admins” or “all of ada@acme.example, grace@acme.example”: steps in their order. */
export async function readSteps(text: string, lookUp: LookUp): Promise<Result<readonly PolicyStep[], StepsRefused>> {
  const steps: PolicyStep[] = [];
  for (const part of text.trim().split(/\s+then\s+/iu)) {
    const step = await readStep(part, lookUp);
    if (!step.ok) return step;
    steps.push(step.value);
  }
  return ok(steps);
}

async function readStep(part: string, lookUp: LookUp): Promise<Result<PolicyStep, StepsRefused>> {
  const { amount = 'any', who = part } =
    /^(?<amount>any|all|\d{1,3})\s+of\s+(?<who>.+)$/iu.exec(part.trim())?.groups ?? {};
  const people = await readPeople(who, lookUp);
  if (!people.ok) return people;
  const needed = neededOf(amount.toLowerCase());
  const count = people.value.kind === 'members' ? people.value.members.length : undefined;
  if (needed !== 'all' && count !== undefined && needed > count)
    return err({ kind: 'too-many-needed', needed, people: count });
  return ok({ needed, people: people.value });
}

function neededOf(amount: string): number | 'all' {
  if (amount === 'all') return 'all';
  return amount === 'any' ? 1 : Math.max(1, Number(amount));
}

async function readPeople(who: string, lookUp: LookUp): Promise<Result<StepPeople, StepsRefused>> {
  const word = who.trim().toLowerCase();
  if (word === 'approvers' || word === 'admins') return ok({ kind: word });
  const members: Member[] = [];
  for (const typed of who.split(/,|\s+and\s+/iu).map((name) => name.trim())) {
    const member = await lookUp(typed);
    if (member === undefined) return err({ kind: 'no-such-person', typed });
    if (!stillDecides(member)) return err({ kind: 'may-not-decide', member });
    members.push(member);
  }
  return ok({ kind: 'members', members: [...new Set(members.map(({ id }) => id))] });
}

export function stepsRefusedSentence(refused: StepsRefused): string {
  switch (refused.kind) {
    case 'no-such-person':
      return `“${refused.typed}” is nobody, or several people, here. Write approvers, admins, or e-mail addresses with commas.`;
    case 'may-not-decide':
      return `${refused.member.fullName} is neither an approver nor an administrator. Add them first with approvers add.`;
    case 'too-many-needed':
      return `${refused.needed} approvals are asked of ${countOf(refused.people, 'person', 'people')}. Name more people or ask for fewer.`;
    default:
      return unreachable(refused);
  }
}

/** What was read, in the words in which it is typed. */
export function stepsText(steps: readonly PolicyStep[], nameOf: (id: Member['id']) => string): string {
  return steps.map((step) => stepText(step, nameOf)).join(', then ');
}

function stepText({ needed, people }: PolicyStep, nameOf: (id: Member['id']) => string): string {
  const who = people.kind === 'members' ? people.members.map(nameOf).join(', ') : people.kind;
  return `${needed === 1 ? 'any' : needed} of ${who}`;
}
