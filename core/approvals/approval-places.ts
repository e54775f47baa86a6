import type { Id } from '../ids.ts';
import type { ApprovalRequestBase } from './approval-request.ts';
import type { ApprovalStep } from './approval-policy.ts';

/** An approval that is still to be given, as those who could give it. */
type Place = readonly Id<'member'>[];

/** Whether the approvals that are left can all be given by people who have not spoken: one person counts once. */
export function canBeFinished({ policy, approvals }: Pick<ApprovalRequestBase, 'policy' | 'approvals'>): boolean {
  const spoken = new Set(approvals.flatMap(({ by, onBehalfOf }) => [by, onBehalfOf]));
  const places = policy.steps.flatMap((step, at) => {
    const given = approvals.filter(({ step: of }) => of === at).length;
    return placesOf(step, step.needed - given).map((people) => people.filter((id) => !spoken.has(id)));
  });
  return mostTaken(places) === places.length;
}

/** How many approvals these steps need, and how many can be given when one person counts once. */
export function approvalsOf(steps: readonly ApprovalStep[]): { readonly needed: number; readonly found: number } {
  const places = steps.flatMap((step) => placesOf(step, step.needed));
  return { needed: places.length, found: mostTaken(places) };
}

function placesOf({ approvers, standIns }: ApprovalStep, count: number): readonly Place[] {
  return Array.from({ length: Math.max(0, count) }, () => [...approvers, ...standIns]);
}

/** The largest matching of places and people, one augmenting path at a time (Kuhn). */
function mostTaken(places: readonly Place[]): number {
  const placeOf = new Map<Id<'member'>, number>();
  const take = (at: number, asked: Set<Id<'member'>>): boolean => {
    for (const person of places[at] ?? []) {
      if (asked.has(person)) continue;
      asked.add(person);
      const held = placeOf.get(person);
      if (held !== undefined && !take(held, asked)) continue;
      placeOf.set(person, at);
      return true;
    }
    return false;
  };
  return places.filter((_, at) => take(at, new Set())).length;
}
