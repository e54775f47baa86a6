import type { Id } from '../ids.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';

/** The order of the groupware article (seed S4, “Decommission Users”); nobody takes one before the one above it. */
export const DECOMMISSION_STEPS = [
  'disable-sync',
  'remove-add-in',
  'reset-mailbox',
  'delete',
  'manual-folders',
] as const;
export type DecommissionStep = (typeof DECOMMISSION_STEPS)[number];

/** What only people can do, and Usher only writes down. */
export const CHECKLIST_STEPS = ['remove-add-in', 'manual-folders'] as const satisfies readonly DecommissionStep[];
export type ChecklistStep = (typeof CHECKLIST_STEPS)[number];

export const STEP_OUTCOMES = [
  'done',
  'done-by-owner',
  'done-by-mail-administrator',
  'not-applicable',
  'not-possible',
] as const;
export type StepOutcome = (typeof STEP_OUTCOMES)[number];

export const SETTLED_COUNTS = ['mailboxes', 'links'] as const;
export type SettledCounts = Readonly<Partial<Record<(typeof SETTLED_COUNTS)[number], number>>>;

/** Who wrote it down, when, and what came of it. */
export type SettledStep = {
  readonly step: DecommissionStep;
  readonly outcome: StepOutcome;
  readonly by: Id<'member'>;
  readonly at: Temporal.Instant;
  /** Why it was not done, or where to look; in the words of whoever wrote it down. */
  readonly note: string | undefined;
  readonly counts: SettledCounts;
};

/** A mailbox that the first step stopped, and how it was wanted before. */
export type StoppedMailbox = { readonly id: Id<'mailbox'>; readonly desired: Mailbox['desired'] };

/** That the owner was asked to do it themself. */
export type OwnerAsked = { readonly by: Id<'member'>; readonly at: Temporal.Instant };

export type DecommissionBase = {
  readonly id: Id<'decommission'>;
  readonly accountId: Id<'account'>;
  readonly memberId: Id<'member'>;
  readonly startedBy: Id<'member'>;
  readonly startedAt: Temporal.Instant;
  readonly settled: readonly SettledStep[];
  readonly stopped: readonly StoppedMailbox[];
  readonly version: number;
};

/** One decommissioning; its state is the step that is to be done now. decommissions.md draws the moves. */
export type Decommission = DecommissionBase &
  (
    | { readonly state: 'disable-sync' | 'reset-mailbox' | 'delete' | 'manual-folders' }
    | { readonly state: 'remove-add-in'; readonly asked: OwnerAsked | undefined }
    | { readonly state: 'done'; readonly at: Temporal.Instant }
    | { readonly state: 'abandoned'; readonly by: Id<'member'>; readonly at: Temporal.Instant; readonly reason: string }
    /** They were reactivated meanwhile. */
    | { readonly state: 'came-back'; readonly at: Temporal.Instant }
  );

export type DecommissionState = Decommission['state'];

export interface DecommissionStore {
  readonly get: (id: Id<'decommission'>) => Promise<Decommission | undefined>;
  /** The one that has not come to an end, if there is one. */
  readonly open: (member: Id<'member'>) => Promise<Decommission | undefined>;
  /** Oldest first. */
  readonly ofMember: (member: Id<'member'>) => Promise<readonly Decommission[]>;
  /** All that have not come to an end, oldest first. */
  readonly listOpen: () => Promise<readonly Decommission[]>;
  /** False when the member has an open one already. */
  readonly add: (decommission: Decommission) => Promise<boolean>;
  readonly replace: (previous: Decommission, next: Decommission) => Promise<void>;
}
