import type { Id } from '../ids.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { Losses } from './departure-snapshot.ts';
import type { DeparturePlan } from './plan-departure.ts';

/** In this order, each in a transaction of its own; departures.md says what each does. */
export const DEPARTURE_STEPS = ['access', 'api-key', 'lists', 'seat', 'mail', 'close'] as const;
export type DepartureStep = (typeof DEPARTURE_STEPS)[number];

/** What was done, as it will stand on a certificate. A step without `finishedAt` goes on where it stopped. */
export type StepRecord = {
  readonly step: DepartureStep;
  readonly startedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | undefined;
  readonly counts: Readonly<Partial<Record<StepCount, number>>>;
};

export const STEP_COUNTS = [
  'mailboxes',
  'keys',
  'lists',
  'seats',
  'messages',
  'interactions',
  'connections',
  'people',
  'organizations',
  'notes',
] as const satisfies readonly (keyof Losses | 'mailboxes' | 'keys' | 'lists' | 'seats' | 'notes')[];
export type StepCount = (typeof STEP_COUNTS)[number];

/** Consent to exactly this plan: the sentence that was shown, who agreed, where and when. */
export type DepartureConsent = {
  readonly by: Id<'member'>;
  readonly sentence: string;
  readonly planHash: string;
  readonly deliveryId: Id<'delivery'>;
  readonly at: Temporal.Instant;
};

export type DepartureBase = {
  readonly id: Id<'departure'>;
  readonly accountId: Id<'account'>;
  readonly memberId: Id<'member'>;
  /** As it was agreed to: nothing beyond it is deleted. */
  readonly plan: DeparturePlan;
  readonly consent: DepartureConsent;
  readonly steps: readonly StepRecord[];
  /** What an undo gives back. */
  readonly undo: DepartureUndo;
  readonly version: number;
};

export type DepartureUndo = {
  readonly mailboxes: readonly { readonly id: Id<'mailbox'>; readonly desired: Mailbox['desired'] }[];
  readonly lists: readonly Id<'list'>[];
};

/** One leaving of a member, from the consent to its end; departures.md draws the moves. */
export type Departure = DepartureBase &
  (
    | { readonly state: 'scheduled'; readonly dueAt: Temporal.Instant }
    | { readonly state: 'leaving'; readonly since: Temporal.Instant }
    | { readonly state: 'undoable'; readonly since: Temporal.Instant; readonly purgeAt: Temporal.Instant }
    | { readonly state: 'purging'; readonly since: Temporal.Instant }
    | { readonly state: 'done'; readonly at: Temporal.Instant }
    /** By nobody where it was not possible any more when its day came. */
    | { readonly state: 'cancelled'; readonly by: Id<'member'> | undefined; readonly at: Temporal.Instant }
    | { readonly state: 'undone'; readonly at: Temporal.Instant }
    | { readonly state: 'superseded'; readonly at: Temporal.Instant }
  );

export type DepartureState = Departure['state'];

export interface DepartureStore {
  readonly get: (id: Id<'departure'>) => Promise<Departure | undefined>;
  /** The one that has not come to an end, if there is one. */
  readonly open: (member: Id<'member'>) => Promise<Departure | undefined>;
  /** Oldest first. */
  readonly ofMember: (member: Id<'member'>) => Promise<readonly Departure[]>;
  /** False when the member has an open one already. */
  readonly add: (departure: Departure) => Promise<boolean>;
  readonly replace: (previous: Departure, next: Departure) => Promise<void>;
}
