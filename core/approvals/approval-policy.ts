import type { Money } from '../billing/money.ts';
import type { Id } from '../ids.ts';
import type { SeatType } from '../seats/seat-type.ts';

export const APPROVAL_MODES = ['manual', 'manual-unless-free', 'auto', 'auto-below'] as const;
/**
 * `manual` asks for a free seat too; `manual-unless-free` asks only when the request costs something and is the default;
 * `auto` and `auto-below` let the policy itself approve what the requester has agreed to.
 */
export type ApprovalMode = (typeof APPROVAL_MODES)[number];

export type ModeSetting =
  | { readonly kind: Exclude<ApprovalMode, 'auto-below'> }
  | { readonly kind: 'auto-below'; readonly amount: Money };

/** Whom a step asks. `approvers`: whoever holds the grant when a request is made; `admins`: the highest administrators. */
export type StepPeople =
  | { readonly kind: 'approvers' }
  | { readonly kind: 'admins' }
  | { readonly kind: 'members'; readonly members: readonly Id<'member'>[] };

/** One person of the step, all of them, or a number of them. */
export type PolicyStep = { readonly needed: number | 'all'; readonly people: StepPeople };

/** Which requests a rule is for; what is absent does not matter. `from` is included, `below` is not. */
export type RuleCondition = {
  readonly from: Money | undefined;
  readonly below: Money | undefined;
  readonly team: string | undefined;
};

export type PolicyRule = { readonly when: RuleCondition; readonly steps: readonly PolicyStep[] };

/** How purchases of one seat type are approved. A change is a new version, never an edit. */
export type ApprovalPolicy = {
  readonly accountId: Id<'account'>;
  readonly seatType: SeatType;
  /** 0 is the policy that holds before anybody sets one. */
  readonly version: number;
  readonly mode: ModeSetting;
  /** The first rule that fits decides whom a request is put to; without one it is any approver. */
  readonly rules: readonly PolicyRule[];
  /** How long each step may take. */
  readonly hours: number;
  /** A step that takes longer is put to the administrators too, once, before the request expires. */
  readonly escalates: boolean;
  /** Undefined for the operator. */
  readonly setBy: Id<'member'> | undefined;
  /** Who chose its mode, whoever changed something else since. */
  readonly modeSetBy: Id<'member'> | undefined;
  readonly setAt: Temporal.Instant;
};

export interface ApprovalPolicyStore {
  /** The newest version, or undefined while the default policy holds. */
  readonly current: (seatType: SeatType) => Promise<ApprovalPolicy | undefined>;
  readonly at: (seatType: SeatType, version: number) => Promise<ApprovalPolicy | undefined>;
  /** Adds the next version; if somebody else has added it by now, the work starts over and finds it. */
  readonly add: (policy: ApprovalPolicy) => Promise<void>;
}

/** Steps are taken in order; a step is done when `needed` of its people have approved. */
export type ApprovalStep = {
  readonly needed: number;
  readonly approvers: readonly Id<'member'>[];
  /** Who joined them when the time of the step ran out; a step is escalated once. */
  readonly standIns: readonly Id<'member'>[];
  /** Why these people, to be read after “because”. */
  readonly because: string;
};

/** Which policy was applied to the seats of a type. */
export type AppliedPolicy = Pick<ApprovalPolicy, 'seatType' | 'version'> & { readonly mode: ApprovalMode };

/**
 * The policies as they stood when the request was made, one for each seat type in it: later changes do not touch open
 * requests.
 */
export type FrozenPolicy = {
  readonly applied: readonly AppliedPolicy[];
  readonly steps: readonly ApprovalStep[];
  readonly hours: number;
  readonly escalates: boolean;
  readonly because: string;
};
