import { foldedTeam } from '../accounts/team.ts';
import { compare, formatMoney, type Money } from '../billing/money.ts';
import type { Quote } from '../billing/quote.ts';
import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import { approvalsOf } from './approval-places.ts';
import type { ApprovalPolicy, ApprovalStep, FrozenPolicy, PolicyRule } from './approval-policy.ts';
import { freezeStep, type NobodyCanApprove } from './freeze-step.ts';

export type Freezing = {
  /** One for each seat type that is asked for. */
  readonly policies: readonly ApprovalPolicy[];
  readonly members: readonly Member[];
  readonly requester: Id<'member'>;
  readonly beneficiaries: readonly Id<'member'>[];
  readonly amount: Money;
  /** Of everybody who gets a seat by it. */
  readonly teams: readonly string[];
  /** False when the request is open already: what was asked of people is not taken from them. */
  readonly mayBeAutomatic: boolean;
};

export type FreezeRefused =
  | NobodyCanApprove
  /** The account is billed in another currency than the policy compares with. */
  | { readonly kind: 'policy-currency'; readonly policy: ApprovalPolicy; readonly amount: Money };

/**
 * The policies as they apply to this request now, each to the whole amount. The requester and whoever benefits never
 * decide; where that leaves too few, the highest administrators stand in, and without them the request stops, because
 * nobody approves their own.
 */
export function freezePolicy(freezing: Freezing): Result<FrozenPolicy, FreezeRefused> {
  const { policies, amount, mayBeAutomatic } = freezing;
  const foreign = policies.find((policy) => amountsOf(policy).some(({ currency }) => currency !== amount.currency));
  if (foreign !== undefined) return err({ kind: 'policy-currency', policy: foreign, amount });

  const automatic = policies.map((policy) => (mayBeAutomatic ? automaticBecause(policy, freezing) : undefined));
  const asking = policies.filter((_, index) => automatic[index] === undefined);
  if (asking.length === 0) {
    const because = automatic.filter((one) => one !== undefined).join(', and ');
    return ok(frozen({ policies, asking, steps: [], because }));
  }

  let steps: readonly ApprovalStep[] = [];
  for (const policy of asking) {
    const own = stepsOf(policy, freezing);
    if (!own.ok) return own;
    steps = together(steps, own.value);
  }
  // One person counts once in a request, so steps that share people need others for each of their approvals.
  const { needed, found } = approvalsOf(steps);
  if (found < needed) return err({ kind: 'nobody-can-approve', needed, found });
  return ok(frozen({ policies, asking, steps, because: steps.map(({ because }) => because).join('; then ') }));
}

/** Whoever two policies ask is asked once: a step of one stands for a step of the other that it completes as well. */
function together(before: readonly ApprovalStep[], own: readonly ApprovalStep[]): readonly ApprovalStep[] {
  const all = [...before];
  const open = new Set(before.keys());
  for (const step of own) {
    const at = [...open].find((index) => isEither(all[index], step));
    if (at === undefined) all.push(step);
    else all[at] = completes(step, all[at]) ? step : (all[at] ?? step);
    if (at !== undefined) open.delete(at);
  }
  return all;
}

function isEither(one: ApprovalStep | undefined, other: ApprovalStep): boolean {
  return one !== undefined && (completes(one, other) || completes(other, one));
}

/** Whether whatever completes the first completes the second: also where everybody whom only the first asks is in it. */
function completes(one: ApprovalStep, other: ApprovalStep | undefined): boolean {
  if (other === undefined) return false;
  const strangers = one.approvers.filter((id) => !other.approvers.includes(id)).length;
  return one.needed - strangers >= other.needed;
}

/** What a whole period costs counts too: a purchase on the last day of a period is no small purchase. */
export function amountThatCounts({ total, renewal }: Pick<Quote, 'total' | 'renewal'>): Money {
  return compare(total, renewal.added) >= 0 ? total : renewal.added;
}

/** Every amount that a policy compares with. */
export function amountsOf({ mode, rules }: ApprovalPolicy): readonly Money[] {
  const limits = rules.flatMap(({ when }) => [when.from, when.below]);
  return [mode.kind === 'auto-below' ? mode.amount : undefined, ...limits].filter((amount) => amount !== undefined);
}

/** Whoever let purchases go through by themselves does not profit from it alone: their own are put to somebody else. */
function automaticBecause(policy: ApprovalPolicy, { amount, requester }: Freezing): string | undefined {
  if (policy.modeSetBy === requester) return undefined;
  const { mode, seatType } = policy;
  switch (mode.kind) {
    case 'manual':
    case 'manual-unless-free':
      return undefined;
    case 'auto':
      return `the policy of this account approves ${SEAT_TYPE_NAMES[seatType]} seats by itself`;
    case 'auto-below':
      return compare(amount, mode.amount) < 0
        ? `the policy of this account approves ${SEAT_TYPE_NAMES[seatType]} seats below ${formatMoney(mode.amount)} by itself`
        : undefined;
    default:
      return unreachable(mode);
  }
}

function stepsOf(policy: ApprovalPolicy, freezing: Freezing): Result<readonly ApprovalStep[], NobodyCanApprove> {
  const { members, requester, beneficiaries } = freezing;
  const others = members.filter(
    ({ id, standing }) => standing === 'active' && id !== requester && !beneficiaries.includes(id),
  );
  const rule = policy.rules.find((candidate) => fits(candidate, freezing));
  const asked = rule?.steps ?? [{ needed: 1, people: { kind: 'approvers' } } as const];
  const steps: ApprovalStep[] = [];
  for (const step of asked) {
    const one = freezeStep(step, others, rule === undefined ? '' : conditionText(rule));
    if (!one.ok) return one;
    steps.push(one.value);
  }
  return ok(steps);
}

function fits({ when: { from, below, team } }: PolicyRule, freezing: Freezing): boolean {
  return (
    (from === undefined || compare(freezing.amount, from) >= 0) &&
    (below === undefined || compare(freezing.amount, below) < 0) &&
    (team === undefined || freezing.teams.some((one) => foldedTeam(one) === foldedTeam(team)))
  );
}

export function conditionText({ when: { from, below, team } }: Pick<PolicyRule, 'when'>): string {
  return [
    from === undefined ? '' : `${formatMoney(from)} and more`,
    below === undefined ? '' : `less than ${formatMoney(below)}`,
    team === undefined ? '' : `team ${team}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

type Freeze = Pick<Freezing, 'policies'> &
  Pick<FrozenPolicy, 'steps' | 'because'> & { readonly asking: readonly ApprovalPolicy[] };

function frozen({ policies, asking, steps, because }: Freeze): FrozenPolicy {
  return {
    applied: policies.map(({ seatType, mode, version }) => ({ seatType, mode: mode.kind, version })),
    steps,
    hours: Math.max(...policies.map(({ hours }) => hours)),
    // Nobody decides on seats of a type whose policy keeps them from it, because another type is asked for as well.
    escalates: asking.every(({ escalates }) => escalates),
    because,
  };
}
