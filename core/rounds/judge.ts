import type { Account } from '../accounts/account.ts';
import { isAbove } from '../departures/departure-refused.ts';
import { authorise } from '../people/authority.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { planPrivacy, type PlanningStores, type PrivacyPlan } from '../privacy/plan-privacy.ts';
import type { PrivacyRefused } from '../privacy/privacy-refused.ts';
import { PRIVACY_LEVELS, type PrivacyLevel } from '../relationships/privacy.ts';
import { isUnderway } from '../seats/seat-moves.ts';
import type { Seat } from '../seats/seat.ts';
import type { Stores } from '../transaction.ts';
import type { LeftBecause, SeatTerms, TermsWish } from './round.ts';

export type Judging = { readonly account: Account; readonly by: Member; readonly wish: TermsWish };

/** What would happen to somebody; `plan` is of their level, where that changes. */
export type ChangeVerdict = {
  readonly kind: 'change';
  readonly member: Member;
  readonly seat: Seat;
  readonly before: SeatTerms;
  readonly after: SeatTerms;
  readonly plan: PrivacyPlan | undefined;
};

export type Verdict =
  | ChangeVerdict
  | { readonly kind: 'same'; readonly member: Member }
  | { readonly kind: 'left'; readonly member: Member; readonly because: LeftBecause };

export type JudgingStores = PlanningStores & { readonly privacyChanges: Pick<Stores['privacyChanges'], 'latest'> };

/** By the rules of the commands for one person. Whoever cannot have a part of it is left as they are altogether. */
export async function judge(stores: JudgingStores, judging: Judging, member: Member): Promise<Verdict> {
  const { by, wish } = judging;
  const left = (because: LeftBecause) => ({ kind: 'left', member, because }) as const;
  const seat = await stores.seats.ofMember(member.id);
  if (member.standing === 'deactivated' || seat?.state === 'deactivated') return left('deactivated');
  if (seat === undefined || !isUnderway(seat)) return left('no-seat');
  const before = { privacy: seat.privacy, team: seat.team };
  const after = { privacy: wish.privacy ?? before.privacy, team: teamAfter(wish, before.team) };
  if (before.privacy === after.privacy && before.team === after.team) return { kind: 'same', member };
  if (isAbove(member, by)) return left('above');
  if (before.team !== after.team && !mayPutIntoTeams(judging)) return left('team-not-yours');
  if (before.privacy === after.privacy) return { kind: 'change', member, seat, before, after, plan: undefined };

  if (!maySetLevel(judging, member)) return left('level-not-yours');
  const isTheirs = by.id !== member.id && widens(before.privacy, after.privacy) && (await choseIt(stores, seat));
  if (isTheirs) return left('own-choice');
  const plan = await planPrivacy(stores, member, after.privacy);
  if (!plan.ok) return left(REFUSALS[plan.error.kind]);
  return { kind: 'change', member, seat, before, after, plan: plan.value };
}

function teamAfter({ team }: TermsWish, before: string | undefined): string | undefined {
  if (team === undefined) return before;
  return team.kind === 'team' ? team.name : undefined;
}

function maySetLevel({ account, by }: Judging, { id }: Member): boolean {
  const relation = id === by.id ? 'own' : 'other';
  return authorise(POLICY['privacy confirm'], { kind: 'member', member: by }, account, relation).kind === 'allowed';
}

function mayPutIntoTeams({ account, by }: Judging): boolean {
  return authorise(POLICY.team, { kind: 'member', member: by }, account, 'other').kind === 'allowed';
}

/** Colleagues see more than before. */
export function widens(before: PrivacyLevel, after: PrivacyLevel): boolean {
  return PRIVACY_LEVELS.indexOf(after) < PRIVACY_LEVELS.indexOf(before);
}

/** The level that counts is the one that its owner set last. */
async function choseIt({ privacyChanges }: JudgingStores, { memberId, privacy }: Seat): Promise<boolean> {
  const latest = await privacyChanges.latest(memberId);
  return latest?.askedBy === memberId && latest.level === privacy;
}

const REFUSALS = {
  'no-seat': 'no-seat',
  above: 'above',
  held: 'held',
  'same-level': 'meanwhile',
  'level-needs-content': 'needs-content',
} as const satisfies Record<PrivacyRefused['kind'], LeftBecause>;
