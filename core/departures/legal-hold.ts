import type { Id } from '../ids.ts';

/** Somebody's data must be kept, as for a court: nothing of theirs is deleted while it is on. */
export type LegalHold = {
  readonly accountId: Id<'account'>;
  readonly memberId: Id<'member'>;
  readonly version: number;
} & (
  | { readonly state: 'on'; readonly reason: string; readonly by: Id<'member'>; readonly at: Temporal.Instant }
  | { readonly state: 'off'; readonly by: Id<'member'>; readonly at: Temporal.Instant }
);

export type HoldInForce = Extract<LegalHold, { state: 'on' }>;

/** A hold as somebody sees it: its reason is for those alone who may decide on it. */
export type HoldSeen = { readonly reason: string | undefined };

export interface HoldStore {
  /** Also one that was lifted. */
  readonly of: (member: Id<'member'>) => Promise<LegalHold | undefined>;
  readonly list: () => Promise<readonly LegalHold[]>;
  /** False when the member has one already. */
  readonly add: (hold: LegalHold) => Promise<boolean>;
  readonly replace: (previous: LegalHold, next: LegalHold) => Promise<void>;
}

export async function holdOn(
  { holds }: { readonly holds: Pick<HoldStore, 'of'> },
  member: Id<'member'>,
): Promise<HoldInForce | undefined> {
  const hold = await holds.of(member);
  return hold?.state === 'on' ? hold : undefined;
}
