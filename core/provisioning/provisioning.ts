import type { Provider } from '../accounts/provider.ts';
import type { Id } from '../ids.ts';
import type { PrivacyLevel } from '../relationships/privacy.ts';
import type { SeatType } from '../seats/seat-type.ts';

/** What somebody agreed to: who of a domain's newcomers is invited, how, and at most how many a day. */
export type ProvisioningTerms = {
  readonly seatType: SeatType;
  readonly privacy: PrivacyLevel;
  /** Part of the Enterprise tier; an account that leaves it puts nobody into a team. */
  readonly team: string | undefined;
  /** Nobody is invited for whom a seat would have to be bought. */
  readonly onlyFree: boolean;
  readonly perDay: number;
  /** Addresses that are never invited. */
  readonly excluded: readonly string[];
};

export type ProvisioningRuleBase = ProvisioningTerms & {
  readonly accountId: Id<'account'>;
  /** One rule for each domain that the account has proved. */
  readonly claimId: Id<'domain-claim'>;
  readonly domain: string;
  readonly provider: Provider;
  readonly setBy: Id<'member'>;
  readonly setAt: Temporal.Instant;
  /** As it was shown when it was agreed to. */
  readonly sentence: string;
  /** Where the listing of the directory goes on; undefined at its beginning. */
  readonly from: string | undefined;
  /** Whoever is listed now was there before, and is no newcomer. */
  readonly isFirst: boolean;
  readonly lookedAt: Temporal.Instant | undefined;
  readonly nextLookAt: Temporal.Instant;
  readonly invitedAt: Temporal.Instant | undefined;
  /** The newest list of people that was invited by this rule. */
  readonly batchId: Id<'batch'> | undefined;
  readonly version: number;
};

/** provisioning.md draws the moves. */
export type ProvisioningRule = ProvisioningRuleBase &
  (
    | { readonly state: 'on' }
    | { readonly state: 'off'; readonly at: Temporal.Instant }
    | { readonly state: 'halted'; readonly at: Temporal.Instant; readonly because: HaltedBecause }
  );

export const HALTED_BECAUSE = ['may-not-invite', 'domain'] as const;
/** Whoever set it may not invite any more, or the domain is not the account's any more. */
export type HaltedBecause = (typeof HALTED_BECAUSE)[number];

/** Somebody of the directory. Who is not about to be invited is kept as a digest only, which can name nobody. */
export type SeenPerson = {
  readonly accountId: Id<'account'>;
  readonly claimId: Id<'domain-claim'>;
  readonly digest: string;
  readonly seenAt: Temporal.Instant;
  readonly version: number;
} & (
  | { readonly state: 'known' }
  | { readonly state: 'eligible'; readonly address: string; readonly fullName: string }
  | { readonly state: 'invited'; readonly batchId: Id<'batch'> }
);

export type EligiblePerson = Extract<SeenPerson, { state: 'eligible' }>;
export type InvitedPerson = Extract<SeenPerson, { state: 'invited' }>;

export interface ProvisioningStore {
  readonly get: (claimId: Id<'domain-claim'>) => Promise<ProvisioningRule | undefined>;
  readonly list: () => Promise<readonly ProvisioningRule[]>;
  readonly add: (rule: ProvisioningRule) => Promise<void>;
  readonly replace: (previous: ProvisioningRule, next: ProvisioningRule) => Promise<void>;
  /** Whoever was listed before stays as they are. */
  readonly addPeople: (people: readonly SeenPerson[]) => Promise<void>;
  /** In the order in which they were seen. */
  readonly eligible: (claimId: Id<'domain-claim'>) => Promise<readonly EligiblePerson[]>;
  readonly invitedSince: (claimId: Id<'domain-claim'>, since: Temporal.Instant) => Promise<readonly InvitedPerson[]>;
  readonly replacePerson: (previous: SeenPerson, next: SeenPerson) => Promise<void>;
}
