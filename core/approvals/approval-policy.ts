import type { Id } from '../ids.ts';

/** `manual-unless-free` asks only when the request costs something; it is the default. */
export type ApprovalMode = 'manual' | 'manual-unless-free';

/** Steps are taken in order; a step is done when `needed` of its approvers have approved. */
export type ApprovalStep = { readonly needed: number; readonly approvers: readonly Id<'member'>[] };

/** The policy as it stood when the request was made: later changes do not touch open requests. */
export type FrozenPolicy = {
  readonly mode: ApprovalMode;
  readonly steps: readonly ApprovalStep[];
  readonly because: string;
};
