import type { Id } from '../ids.ts';
import type { PrivacyLevel } from '../relationships/privacy.ts';

export type PrivacyChangeBase = {
  readonly id: Id<'privacy-change'>;
  readonly accountId: Id<'account'>;
  readonly memberId: Id<'member'>;
  readonly askedBy: Id<'member'>;
  readonly askedAt: Temporal.Instant;
  readonly before: PrivacyLevel;
  readonly level: PrivacyLevel;
  /** What was agreed to, as it was shown, and how many stored subjects it named. */
  readonly sentence: string;
  readonly subjects: number;
  /** How many have been deleted so far. */
  readonly purged: number;
  readonly version: number;
};

/** What is stored is brought to a member's new level; privacy-changes.md draws the moves. */
export type PrivacyChange = PrivacyChangeBase &
  (
    | { readonly state: 'purging' }
    | { readonly state: 'reading' }
    | { readonly state: 'applied'; readonly at: Temporal.Instant }
    | { readonly state: 'superseded'; readonly at: Temporal.Instant }
  );

export type PrivacyChangeState = PrivacyChange['state'];

export interface PrivacyChangeStore {
  readonly get: (id: Id<'privacy-change'>) => Promise<PrivacyChange | undefined>;
  /** The member's change that is being carried out, if there is one. */
  readonly open: (member: Id<'member'>) => Promise<PrivacyChange | undefined>;
  /** The member’s newest change, whatever became of it. */
  readonly latest: (member: Id<'member'>) => Promise<PrivacyChange | undefined>;
  /** False when the member has an open change already. */
  readonly add: (change: PrivacyChange) => Promise<boolean>;
  readonly replace: (previous: PrivacyChange, next: PrivacyChange) => Promise<void>;
}
