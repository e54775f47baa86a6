import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/canonical.ts';
import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { deletes } from '../privacy/privacy-change-moves.ts';
import { PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import type { Seat } from '../seats/seat.ts';
import type { Stores } from '../transaction.ts';
import { countOf, countText } from '../views/count-text.ts';
import { judge, widens, type ChangeVerdict, type Judging, type JudgingStores, type Verdict } from './judge.ts';
import type { SeatTerms, TermsWish } from './round.ts';

/** Everybody with what would happen to them, in the order in which they were named. */
export type RoundPlan = { readonly wish: TermsWish; readonly verdicts: readonly Verdict[] };

export async function planRound(stores: Stores, judging: Judging, members: readonly Member[]): Promise<RoundPlan> {
  const known = await readBefore(stores);
  const verdicts: Verdict[] = [];
  for (const member of members) verdicts.push(await judge(known, judging, member));
  return { wish: judging.wish, verdicts };
}

/** What would be asked of everybody again is read once. */
async function readBefore({ seats, credentials, holds, mail, privacyChanges }: Stores): Promise<JudgingStores> {
  const newest = new Map<Id<'member'>, Seat>();
  for (const seat of (await seats.list()).toSorted((one, other) => (one.id < other.id ? -1 : 1)))
    newest.set(seat.memberId, seat);
  const mailSystems = await credentials.list();
  const all = await holds.list();
  return {
    seats: { ofMember: async (id) => newest.get(id) },
    credentials: { of: async (wanted) => mailSystems.find(({ provider }) => provider === wanted) },
    holds: { of: async (id) => all.find(({ memberId }) => memberId === id) },
    mail,
    privacyChanges,
  };
}

export function changesOf({ verdicts }: RoundPlan): readonly ChangeVerdict[] {
  return verdicts.filter((verdict) => verdict.kind === 'change');
}

/** How many stored subjects are deleted, as counted now. */
export function subjectsIn(plan: RoundPlan): number {
  return changesOf(plan).reduce((sum, { plan: level }) => sum + (level?.subjects ?? 0), 0);
}

export function losesSubjects({ before, after }: ChangeVerdict): boolean {
  return deletes({ before: before.privacy, level: after.privacy });
}

export function showsMore({ before, after }: ChangeVerdict): boolean {
  return widens(before.privacy, after.privacy);
}

/**
 * What a confirmation is bound to: who is changed from what to what, and who is not and why. How much is stored grows while
 * mail is read, and the sentence says so.
 */
export function planHash({ wish, verdicts }: RoundPlan): string {
  const lines = verdicts.map((verdict) =>
    verdict.kind === 'change'
      ? [verdict.member.id, verdict.seat.id, verdict.seat.version, termsOf(verdict.before), termsOf(verdict.after)]
      : [verdict.member.id, verdict.kind, verdict.kind === 'left' ? verdict.because : null],
  );
  const team = wish.team?.kind === 'team' ? ['team', wish.team.name] : [wish.team?.kind ?? 'as it is'];
  const content = canonicalJson(['usher/round/v1', wish.privacy ?? null, team, lines]);
  return createHash('sha256').update(content).digest('hex');
}

function termsOf({ privacy, team }: SeatTerms) {
  return [privacy, team ?? null] as const;
}

/** What is agreed to, as it is shown and kept; `subjects` is as many as were counted when it was shown. */
export function roundSentence(plan: RoundPlan, subjects: number): string {
  const changes = changesOf(plan);
  const levels = changes.filter(({ plan: level }) => level !== undefined);
  const teams = changes.filter(({ before, after }) => before.team !== after.team);
  return [
    ...levelSentences(plan.wish, levels, subjects),
    ...(teams.length === 0 ? [] : [teamSentence(plan.wish, teams.length)]),
  ].join(' ');
}

function levelSentences({ privacy }: TermsWish, levels: readonly ChangeVerdict[], subjects: number): readonly string[] {
  if (levels.length === 0 || privacy === undefined) return [];
  const fewer = levels.filter(losesSubjects).length;
  const wider = levels.filter(showsMore).length;
  return [
    `From now on the level of ${people(levels.length)} is “${PRIVACY_MEANINGS[privacy].title}”, for what was synced before too, and each of them is told.`,
    ...(fewer === 0
      ? []
      : [
          `Stored subjects of the messages of ${people(fewer)} are deleted: ${countText(subjects)} now, and what is read until then. They can be had back only by reading the mailboxes again.`,
        ]),
    ...(wider === 0 ? [] : [`Colleagues see more than before of the messages of ${people(wider)}.`]),
  ];
}

function teamSentence({ team }: TermsWish, count: number): string {
  const isOne = count === 1;
  return team?.kind === 'team'
    ? `${people(count)} ${isOne ? 'is' : 'are'} put into the team ${team.name}.`
    : `${people(count)} ${isOne ? 'is' : 'are'} taken out of their team.`;
}

export function people(count: number): string {
  return countOf(count, 'person', 'people');
}
