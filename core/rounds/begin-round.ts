import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { unreachable } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { Verdict } from './judge.ts';
import { changesOf, planHash, type RoundPlan } from './plan-round.ts';
import type { Round, RoundRow } from './round.ts';

export type RoundDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type AgreedRound = {
  readonly plan: RoundPlan;
  readonly by: Member;
  /** As it was shown, with the numbers in it. */
  readonly sentence: string;
  readonly deliveryId: Id<'delivery'>;
};

/** Keeps what was agreed to with everybody it is about; a worker does it, one person after the other. */
export async function beginRound(
  deps: RoundDeps,
  stores: Stores,
  { plan, by, sentence, deliveryId }: AgreedRound,
): Promise<Round> {
  const { id: askedBy, accountId } = by;
  const consent = { sentence, planHash: planHash(plan), deliveryId };
  const round: Round = {
    id: deps.ids.next('round'),
    accountId,
    askedBy,
    askedAt: deps.clock.now(),
    deed: { kind: 'change', ...plan.wish },
    consent,
    version: 1,
    state: 'running',
  };
  if (!(await stores.rounds.add(round))) throw new Error(`Round ${round.id} is there already`);
  await stores.roundRows.add(plan.verdicts.map((verdict, index) => rowOf(round, verdict, index + 1)));
  await stores.work.add({
    id: deps.ids.next('work'),
    kind: 'round.advance',
    key: `round.advance:${round.id}`,
    payload: { accountId, roundId: round.id },
    dueAt: round.askedAt,
  });
  await record(deps, stores, round, plan);
  return round;
}

async function record({ audit }: RoundDeps, stores: Stores, round: Round, plan: RoundPlan): Promise<void> {
  const { accountId, askedBy, askedAt, consent, id } = round;
  if (consent === undefined) throw new Error(`Round ${id} was agreed to by nobody`);
  await audit(stores, accountId, {
    kind: 'round.agreed',
    at: askedAt,
    actor: { kind: 'member', memberId: askedBy },
    subject: { kind: 'round', id },
    facts: { people: plan.verdicts.length, changed: changesOf(plan).length, ...consent },
    personal: [],
  });
}

function rowOf({ accountId, id: roundId }: Round, verdict: Verdict, number: number): RoundRow {
  const base = { accountId, roundId, number, memberId: verdict.member.id, version: 1 };
  switch (verdict.kind) {
    case 'change':
      return { ...base, state: 'waiting', task: { kind: 'change', before: verdict.before } };
    case 'same':
      return { ...base, state: 'ended', outcome: { kind: 'same' } };
    case 'left':
      return { ...base, state: 'ended', outcome: { kind: 'left', because: verdict.because } };
    default:
      return unreachable(verdict);
  }
}
