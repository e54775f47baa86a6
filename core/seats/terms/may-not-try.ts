import { asksForFreeSeats } from '../../approvals/policy-of.ts';
import type { Member } from '../../people/member.ts';
import { unreachable } from '../../result.ts';
import type { Stores } from '../../transaction.ts';
import { isUnderway } from '../seat-moves.ts';
import type { SeatType } from '../seat-type.ts';
import type { Seat } from '../seat.ts';

/** How many may try Usher out in one account at the same time. */
export const MOST_TRIALS = 5;

export type TrialRefused =
  | { readonly kind: 'trial-is-sync-only' | 'trial-needs-approval' | 'too-many-trials' }
  | { readonly kind: 'trial-had'; readonly member: Member };

/** `besides`: so many more of the same list are to get one. */
export type Trying = { readonly seatType: SeatType; readonly besides?: number };

/** Why this person gets no trial; undefined where nothing stands in the way. Held until the end, so that trials are counted one by one. */
export async function mayNotTry(
  stores: Pick<Stores, 'entitlements' | 'seats' | 'seatTerms' | 'policies'>,
  known: Member | undefined,
  { seatType, besides = 0 }: Trying,
): Promise<TrialRefused | undefined> {
  if (seatType !== 'sync-only') return { kind: 'trial-is-sync-only' };
  // Whoever wants to be asked about a seat that costs nothing wants to be asked about this one, too.
  if (await asksForFreeSeats(stores, seatType)) return { kind: 'trial-needs-approval' };
  await stores.entitlements.lock(seatType);
  const open = (await stores.seats.list()).filter((seat) => seat.basis === 'trial' && isUnderway(seat));
  if (open.length + besides >= MOST_TRIALS) return { kind: 'too-many-trials' };
  return known !== undefined && (await hadTrial(stores, known)) ? { kind: 'trial-had', member: known } : undefined;
}

/** An invitation that never led to access has used up nothing. */
async function hadTrial({ seats, seatTerms }: Pick<Stores, 'seats' | 'seatTerms'>, { id }: Member): Promise<boolean> {
  const trials = (await seatTerms.ofMember(id)).filter(({ kind }) => kind === 'trial');
  const begun = await Promise.all(trials.map(async ({ seatId }) => isBegun(await seats.get(seatId))));
  return begun.includes(true);
}

const NEVER_BEGUN: readonly Seat['state'][] = ['checking', 'refused', 'cancelled', 'expired'];

function isBegun(seat: Seat | undefined): boolean {
  return seat !== undefined && (seat.basis === 'purchased' || !NEVER_BEGUN.includes(seat.state));
}

export function trialRefusedSentence(refused: TrialRefused): string {
  switch (refused.kind) {
    case 'trial-is-sync-only':
      return 'A trial is a Sync Only seat. Leave the seat type at Sync Only, or leave the trial out.';
    case 'trial-needs-approval':
      return 'Here every seat is approved by somebody, free ones too, and a trial would go past them. Invite without a trial.';
    case 'too-many-trials':
      return `${MOST_TRIALS} trials are open, which is the most at the same time. Wait until one ends, or make one a purchased seat.`;
    case 'trial-had':
      return `${refused.member.fullName} has had a trial, and everybody has one. Invite them without.`;
    default:
      return unreachable(refused);
  }
}
