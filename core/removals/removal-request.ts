import type { DeparturePlan } from '../departures/plan-departure.ts';
import type { AgreedDeletion } from './agreed-deletion.ts';
import type { CarriedOut, Counts } from './carried-out.ts';
import type { Id } from '../ids.ts';
import type { Certificate } from './certificate.ts';

/** What the asker says about the person: it must be the member's, and name every mailbox that is read for them. */
export type RemovalPerson = { readonly fullName: string; readonly addresses: readonly string[] };

/** `endorses`: they manage users themselves, so their asking needs nobody's endorsement. */
export type Asker = { readonly memberId: Id<'member'>; readonly at: Temporal.Instant; readonly endorses: boolean };

export type Question = {
  readonly by: Id<'member'>;
  readonly at: Temporal.Instant;
  readonly question: string;
  readonly answer: { readonly by: Id<'member'>; readonly at: Temporal.Instant; readonly text: string } | undefined;
};

/** The first of the two people who do without the cool-off. */
export type Forced = { readonly reason: string; readonly ticket: string; readonly agreed: AgreedDeletion };

export type RemovalRequestBase = {
  readonly id: Id<'removal'>;
  readonly accountId: Id<'account'>;
  /** Counts up per account; what people type and read. */
  readonly number: number;
  readonly memberId: Id<'member'>;
  /** Undefined once the person is removed: a removal request does not remember whom it removed. */
  readonly person: RemovalPerson | undefined;
  /** The first one opened it; whoever asks for the same while it is open is added. */
  readonly askers: readonly Asker[];
  readonly reason: string;
  readonly ticket: string | undefined;
  /** Whoever stands behind it as an administrator; they do not carry it out too. */
  readonly endorsement: { readonly by: Id<'member'>; readonly at: Temporal.Instant } | undefined;
  /** What it would delete, as it was counted last; it goes with the person. */
  readonly shown: DeparturePlan | undefined;
  readonly questions: readonly Question[];
  readonly force: Forced | undefined;
  /** The GDPR gives a month for an erasure (Article 12(3)). */
  readonly dueBy: Temporal.Instant;
  /** Also the version of its cards: a button made for an older version is refused. */
  readonly version: number;
};

/** Under way: `agreed` holds one agreement, or those of two people where it was forced. */
export type Execution = {
  readonly startedAt: Temporal.Instant;
  /** Since when it goes on without a pause. */
  readonly since: Temporal.Instant;
  readonly agreed: readonly AgreedDeletion[];
  readonly steps: readonly CarriedOut[];
  /** How often they were taken out of what was written so far; it is recorded when nothing is left. */
  readonly erased: Counts;
};

/** removals.md draws the moves. */
export type RemovalState =
  | { readonly state: 'awaiting-endorsement' }
  | { readonly state: 'submitted' }
  | { readonly state: 'assigned'; readonly to: Id<'member'>; readonly because: string | undefined }
  | { readonly state: 'info-needed'; readonly to: Id<'member'> }
  | {
      readonly state: 'scheduled';
      readonly to: Id<'member'>;
      readonly dueAt: Temporal.Instant;
      readonly agreed: AgreedDeletion;
    }
  | ({ readonly state: 'executing' } & Execution)
  | ({ readonly state: 'failed'; readonly at: Temporal.Instant; readonly reason: string } & Execution)
  | { readonly state: 'completed'; readonly at: Temporal.Instant; readonly certificate: Certificate }
  | {
      readonly state: 'rejected';
      readonly by: Id<'member'>;
      readonly at: Temporal.Instant;
      readonly because: string;
    }
  | { readonly state: 'withdrawn'; readonly by: Id<'member'>; readonly at: Temporal.Instant };

export type RemovalRequest = RemovalRequestBase & RemovalState;

/** A request before it has its number. */
export type NewRemoval = Omit<RemovalRequestBase, 'number'> &
  Extract<RemovalState, { readonly state: 'awaiting-endorsement' | 'submitted' }>;

export interface RemovalStore {
  readonly get: (id: Id<'removal'>) => Promise<RemovalRequest | undefined>;
  readonly byNumber: (number: number) => Promise<RemovalRequest | undefined>;
  /** The one request about a member that is not closed. */
  readonly openOf: (member: Id<'member'>) => Promise<RemovalRequest | undefined>;
  readonly list: () => Promise<readonly RemovalRequest[]>;
  /**
   * Gives the next number of the account, gapless under concurrency. If there is an open one of the member by now, the
   * work starts over and finds it.
   */
  readonly add: (request: NewRemoval) => Promise<RemovalRequest>;
  readonly replace: (previous: RemovalRequest, next: RemovalRequest) => Promise<void>;
}
