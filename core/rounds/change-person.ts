import { putIntoTeam } from '../accounts/put-into-team.ts';
import { authorise } from '../people/authority.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { setPrivacy } from '../privacy/set-privacy.ts';
import type { Stores } from '../transaction.ts';
import type { RoundDeps } from './begin-round.ts';
import { judge, type ChangeVerdict } from './judge.ts';
import type { LeftBecause, OpenRoundRow, Round, RoundOutcome, SeatTerms } from './round.ts';

/** Does to one person what was agreed to, if they still are as they were shown and whoever asked still may. */
export async function changePerson(
  deps: RoundDeps,
  stores: Stores,
  round: Round,
  { task, memberId }: OpenRoundRow,
): Promise<RoundOutcome> {
  const { deed, consent } = round;
  if (deed.kind !== 'change' || task.kind !== 'change' || consent === undefined)
    throw new Error(`Round ${round.id} changes nobody`);
  const account = await stores.accounts.get();
  const by = await stores.members.get(round.askedBy);
  const member = await stores.members.get(memberId);
  if (by === undefined || member === undefined) throw new Error(`Round ${round.id} lacks its people`);
  const may = authorise(POLICY['defaults confirm'], { kind: 'member', member: by }, account, 'other');
  if (may.kind === 'denied') return left('asker');

  const verdict = await judge(stores, { account, by, wish: deed }, member);
  if (verdict.kind === 'same') return { kind: 'same' };
  if (verdict.kind === 'left') return left(verdict.because);
  if (!isSame(verdict.before, task.before)) return left('meanwhile');
  await change(deps, stores, { verdict, by, round: { ...round, consent } });
  return { kind: 'changed', before: verdict.before, after: verdict.after };
}

function left(because: LeftBecause): RoundOutcome {
  return { kind: 'left', because };
}

function isSame(one: SeatTerms, other: SeatTerms): boolean {
  return one.privacy === other.privacy && one.team === other.team;
}

type Changing = {
  readonly verdict: ChangeVerdict;
  readonly by: Member;
  readonly round: Round & { readonly consent: NonNullable<Round['consent']> };
};

/** By the functions behind the commands for one person: notices, deleting and reading again come with them. */
async function change(deps: RoundDeps, stores: Stores, { verdict, by, round }: Changing): Promise<void> {
  const { plan, member, before, after } = verdict;
  const { sentence, deliveryId } = round.consent;
  if (plan !== undefined)
    await setPrivacy(deps, stores, { plan, by, sentence, subjects: plan.subjects, deliveryId, round: round.id });
  if (before.team === after.team) return;
  const seat = await stores.seats.ofMember(member.id);
  if (seat === undefined) throw new Error(`The seat of ${member.id} was there a moment ago`);
  await putIntoTeam(deps, stores, { seat, team: after.team, by: { kind: 'member', memberId: by.id } });
}
