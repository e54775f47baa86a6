import type { Id } from '../../ids.ts';

/** A trial holds no purchased seat and is never charged; an expiring seat is a purchased one that is given for a time. */
export const TERM_KINDS = ['trial', 'expiring'] as const;
export type TermKind = (typeof TERM_KINDS)[number];

/** How many days before the last one people are told. */
export const WARNING_DAYS = [7, 1] as const;
export type WarningDays = (typeof WARNING_DAYS)[number];

/** Consent to the end, given when it was chosen: the sentence that was shown, who agreed, where and when. */
export type TermConsent = {
  readonly by: Id<'member'>;
  readonly sentence: string;
  readonly deliveryId: Id<'delivery'>;
  readonly at: Temporal.Instant;
};

export type TermBase = {
  readonly id: Id<'seat-term'>;
  readonly accountId: Id<'account'>;
  readonly seatId: Id<'seat'>;
  readonly memberId: Id<'member'>;
  readonly kind: TermKind;
  /** The last day of access, as the account’s calendar had it when the end was chosen. */
  readonly endsOn: Temporal.PlainDate;
  readonly timeZone: string;
  readonly consent: TermConsent;
  /** The warnings that have been given or whose moment has passed without one. */
  readonly warned: readonly WarningDays[];
  readonly version: number;
};

/** The end that was chosen for a seat; terms.md draws the moves. */
export type Term = TermBase &
  (
    | { readonly state: 'running' }
    /** Its day has come: the seat was let go. */
    | { readonly state: 'ended'; readonly at: Temporal.Instant }
    /** Another end was chosen. */
    | { readonly state: 'replaced'; readonly at: Temporal.Instant }
    /** The seat has no end any more: the trial was made a purchased seat, or the end was taken away. */
    | { readonly state: 'lifted'; readonly at: Temporal.Instant }
    /** There was nothing left to end, or it could not be ended. */
    | { readonly state: 'moot'; readonly at: Temporal.Instant }
  );

export type RunningTerm = Extract<Term, { state: 'running' }>;
export type TermState = Term['state'];

/** The first instant without access: the midnight after the last day, in the account’s time zone. */
export function endOf({ endsOn, timeZone }: Pick<TermBase, 'endsOn' | 'timeZone'>): Temporal.Instant {
  return endsOn.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
}

export interface TermStore {
  readonly get: (id: Id<'seat-term'>) => Promise<Term | undefined>;
  /** The one that still runs for a seat, if there is one. */
  readonly running: (seat: Id<'seat'>) => Promise<RunningTerm | undefined>;
  readonly allRunning: () => Promise<readonly RunningTerm[]>;
  /** Oldest first. */
  readonly ofMember: (member: Id<'member'>) => Promise<readonly Term[]>;
  /** False when another one runs for the seat already. */
  readonly add: (term: Term) => Promise<boolean>;
  readonly replace: (previous: Term, next: Term) => Promise<void>;
}
