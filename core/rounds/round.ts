import type { Id } from '../ids.ts';
import type { MailboxFault } from '../mailboxes/mailbox-provider.ts';
import type { PrivacyLevel } from '../relationships/privacy.ts';

/** Into which team somebody is put, or that they are taken out of theirs. */
export type TeamWish = { readonly kind: 'team'; readonly name: string } | { readonly kind: 'none' };

/** What several members get; what is absent stays as it is. */
export type TermsWish = { readonly privacy: PrivacyLevel | undefined; readonly team: TeamWish | undefined };

export type Deed =
  | ({ readonly kind: 'change' } & TermsWish)
  /** `resumes`: a mailbox that an Admin paused is read again once its look went well. */
  | { readonly kind: 'check'; readonly resumes: boolean };

/** The sentence that was ticked, and the hash of everything that was shown with it. */
export type RoundConsent = {
  readonly sentence: string;
  readonly planHash: string;
  readonly deliveryId: Id<'delivery'>;
};

export type RoundBase = {
  readonly id: Id<'round'>;
  readonly accountId: Id<'account'>;
  readonly askedBy: Id<'member'>;
  readonly askedAt: Temporal.Instant;
  readonly deed: Deed;
  /** Absent where nothing had to be agreed to: a look at a mailbox changes nothing. */
  readonly consent: RoundConsent | undefined;
  readonly version: number;
};

/** One thing that is done for several members, one after the other; rounds.md draws the moves. */
export type Round = RoundBase &
  ({ readonly state: 'running' } | { readonly state: 'finished'; readonly at: Temporal.Instant });

export type RoundState = Round['state'];

/** What of a seat a round may change, as it was shown or as it became. */
export type SeatTerms = { readonly privacy: PrivacyLevel; readonly team: string | undefined };

/** Why somebody was left as they were. */
export const LEFT_BECAUSE = [
  'no-seat',
  'deactivated',
  'above',
  'level-not-yours',
  'team-not-yours',
  'own-choice',
  'held',
  'needs-content',
  'meanwhile',
  'asker',
  'not-read',
  'invited',
  'broken',
] as const;
export type LeftBecause = (typeof LEFT_BECAUSE)[number];

/** What a look that went well led to. */
export const READINGS = ['read', 'tried', 'resumed', 'paused', 'owner-paused'] as const;
export type Reading = (typeof READINGS)[number];

export type RoundOutcome =
  | { readonly kind: 'changed'; readonly before: SeatTerms; readonly after: SeatTerms }
  | { readonly kind: 'same' }
  | { readonly kind: 'left'; readonly because: LeftBecause }
  | { readonly kind: 'readable'; readonly reading: Reading; readonly mailboxId: Id<'mailbox'> }
  | { readonly kind: 'unreadable'; readonly fault: MailboxFault; readonly mailboxId: Id<'mailbox'> }
  | { readonly kind: 'unanswered'; readonly mailboxId: Id<'mailbox'> };

export type RoundTask =
  | { readonly kind: 'change'; readonly before: SeatTerms }
  | { readonly kind: 'check'; readonly mailboxId: Id<'mailbox'> };

export type RoundRowBase = {
  readonly accountId: Id<'account'>;
  readonly roundId: Id<'round'>;
  readonly number: number;
  readonly memberId: Id<'member'>;
  readonly version: number;
};

/** `looking`: the mail system is being asked. Whoever has come to an end keeps what became of them. */
export type RoundRow = RoundRowBase &
  (
    | { readonly state: 'waiting' | 'looking'; readonly task: RoundTask }
    | { readonly state: 'ended'; readonly outcome: RoundOutcome }
  );

export type OpenRoundRow = Extract<RoundRow, { readonly task: RoundTask }>;

export interface RoundStore {
  readonly get: (id: Id<'round'>) => Promise<Round | undefined>;
  /** Mailboxes are looked at in one round at a time; undefined while there is none. */
  readonly looking: () => Promise<Round | undefined>;
  /** False when it would be the second that looks at mailboxes. */
  readonly add: (round: Round) => Promise<boolean>;
  readonly replace: (previous: Round, next: Round) => Promise<void>;
}

export interface RoundRowStore {
  /** In the order of their numbers. */
  readonly ofRound: (round: Id<'round'>) => Promise<readonly RoundRow[]>;
  readonly add: (rows: readonly RoundRow[]) => Promise<void>;
  readonly replace: (previous: RoundRow, next: RoundRow) => Promise<void>;
}
