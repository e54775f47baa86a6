import type { Member } from '../people/member.ts';
import { whereOf } from '../billing/acknowledge.ts';
import { staleRow } from '../stale-row.ts';
import type { Stores } from '../transaction.ts';
import { departureHash } from './departure-hash.ts';
import type { Departure, DepartureConsent } from './departure.ts';
import type { DepartureDeps } from './departure-deps.ts';
import { movedDeparture } from './departure-moves.ts';
import type { DeparturePlan } from './plan-departure.ts';

export type Agreed = {
  readonly member: Member;
  readonly by: Member;
  /** What was shown and agreed to; its hash was compared with what there is now. */
  readonly plan: DeparturePlan;
  /** The sentence beside the ticked box, word for word. */
  readonly sentence: string;
  readonly deliveryId: DepartureConsent['deliveryId'];
  /** When it was agreed to, where that was before its day came. */
  readonly agreedAt?: Temporal.Instant;
  /** Undefined begins right away. */
  readonly dueAt?: Temporal.Instant | undefined;
};

/**
 * Stores the consent, chains it into the audit and hands the rest to the worker. It takes the place of what was agreed to
 * before: of a deactivation for another day, or by a removal of whatever is under way.
 */
export async function beginDeparture(deps: DepartureDeps, stores: Stores, agreed: Agreed): Promise<Departure> {
  const at = deps.clock.now();
  const { member, by, plan, sentence, deliveryId, dueAt } = agreed;
  await supersede(deps, stores, member);
  const departure: Departure = {
    id: deps.ids.next('departure'),
    accountId: member.accountId,
    memberId: member.id,
    plan,
    consent: { by: by.id, sentence, planHash: departureHash(plan), deliveryId, at: agreed.agreedAt ?? at },
    steps: [],
    undo: { mailboxes: [], lists: [] },
    version: 1,
    ...(dueAt === undefined ? ({ state: 'leaving', since: at } as const) : ({ state: 'scheduled', dueAt } as const)),
  };
  if (!(await stores.departures.add(departure))) throw staleRow('Departure');
  await carryOutAt(deps, stores, departure, dueAt ?? at);
  await auditConsent(deps, stores, departure, agreed);
  return departure;
}

/** The worker looks at it then, or earlier if that was wished for before. */
export async function carryOutAt(
  { ids }: Pick<DepartureDeps, 'ids'>,
  { work }: Pick<Stores, 'work'>,
  { id: departureId, accountId }: Departure,
  dueAt: Temporal.Instant,
): Promise<void> {
  const kind = 'departure.carry-out';
  await work.add({
    id: ids.next('work'),
    kind,
    key: `${kind}:${departureId}`,
    payload: { accountId, departureId },
    dueAt,
  });
}

async function supersede({ clock }: DepartureDeps, { departures, work }: Stores, member: Member): Promise<void> {
  const open = await departures.open(member.id);
  if (open === undefined) return;
  // Its day came since it was looked at: whoever chose another one looks again.
  if (open.state === 'leaving') throw staleRow(`Departure ${open.id}`);
  await departures.replace(open, movedDeparture(open, { kind: 'superseded', at: clock.now() }));
  await work.cancel(`departure.carry-out:${open.id}`);
}

async function auditConsent(
  { audit, clock }: DepartureDeps,
  stores: Stores,
  { id, accountId, memberId, plan, consent, state }: Departure,
  { by, dueAt, agreedAt }: Agreed,
): Promise<void> {
  const counts = plan.effects.map(({ subject, outcome, count }) => [`${subject} ${outcome}`, count] as const);
  await audit(stores, accountId, {
    ...(agreedAt === undefined
      ? { kind: 'departure.agreed', actor: { kind: 'member', memberId: by.id } }
      : { kind: 'departure.due', actor: { kind: 'job', job: 'seat.term' } }),
    at: clock.now(),
    subject: { kind: 'departure', id },
    facts: {
      ...Object.fromEntries(counts),
      member: memberId,
      kind: plan.kind,
      state,
      due: dueAt?.toString() ?? null,
      agreedAt: consent.at.toString(),
      planHash: consent.planHash,
      role: by.role,
      delivery: consent.deliveryId,
    },
    personal: [
      { memberId, values: { sentence: consent.sentence, effects: JSON.stringify(plan.effects) } },
      { memberId: by.id, values: { name: by.fullName, where: await whereOf(stores, consent.deliveryId) } },
    ],
  });
}
