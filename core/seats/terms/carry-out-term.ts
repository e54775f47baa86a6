import { endRequestsOf } from '../../approvals/end-requests-of.ts';
import { beginDeparture } from '../../departures/begin-departure.ts';
import type { DepartureDeps } from '../../departures/departure-deps.ts';
import { isHeldUp } from '../../departures/departure-refused.ts';
import { planDeparture } from '../../departures/plan-departure.ts';
import { runStep } from '../../departures/run-step.ts';
import { takeSnapshot } from '../../departures/take-snapshot.ts';
import { lockManagers } from '../../people/lock-managers.ts';
import type { Stores, Transaction } from '../../transaction.ts';
import type { WorkOutcome, WorkPayload } from '../../work/work.ts';
import { isReadable, isUnderway, isUsed } from '../seat-moves.ts';
import { closeTerm } from './begin-term.ts';
import { endInvitation } from './end-invitation.ts';
import type { HeldTerm } from './held-term.ts';
import { movedTerm } from './term-moves.ts';
import { tellNotEnded, warn } from './term-notices.ts';
import { endOf } from './term.ts';
import { nextMoment, warningDue } from './warnings.ts';

/** How soon it is looked again whether the access to a trial that was bought has been checked, or a list can go on. */
const LOOK_AGAIN = Temporal.Duration.from({ hours: 1 });

const DONE: WorkOutcome = { kind: 'done' };

/** Warns while there is time, and on the day lets the seat go by the consent that was given for it. */
export function createCarryOutTerm(deps: DepartureDeps & { readonly transaction: Transaction }) {
  return async ({ accountId, termId }: WorkPayload<'seat.term'>): Promise<WorkOutcome> =>
    await deps.transaction.run(accountId, async (stores) => {
      const term = await stores.seatTerms.get(termId);
      if (term?.state !== 'running') return DONE;
      const seat = await stores.seats.get(term.seatId);
      const member = await stores.members.get(term.memberId);
      if (seat === undefined || member === undefined) throw new Error(`Term ${termId} lacks its seat or its member`);
      const now = deps.clock.now();
      return Temporal.Instant.compare(now, endOf(term)) < 0
        ? await warnInTime(deps, stores, { term, seat, member })
        : await end(deps, stores, { term, seat, member });
    });
}

/** Nobody is warned of the end of a seat that they do not have yet, or not any more. */
async function warnInTime(deps: DepartureDeps, stores: Stores, ended: HeldTerm): Promise<WorkOutcome> {
  const { term, seat } = ended;
  const due = warningDue(term, deps.clock.now());
  if (due === undefined) return later(nextMoment(term));
  const warned = { ...term, warned: [...term.warned, ...due.days] };
  await stores.seatTerms.replace(term, movedTerm(term, { kind: 'warned', days: due.days }));
  if (isReadable(seat)) await warn(deps, stores, ended, due.tell);
  return later(nextMoment(warned));
}

async function end(deps: DepartureDeps, stores: Stores, ended: HeldTerm): Promise<WorkOutcome> {
  const { term, seat, member } = ended;
  const at = deps.clock.now();
  const isHere = member.standing === 'active';
  // Somebody has paid for what was a trial: whether it can be read is found out first.
  if (isHere && seat.state === 'provisioning' && isUsed(seat)) return later(at.add(LOOK_AGAIN));
  if (!isHere && isUnderway(seat)) {
    if (!(await endInvitation(deps, stores, ended))) return later(at.add(LOOK_AGAIN));
  } else if (isHere && (isUnderway(seat) || seat.state === 'expired')) return await leave(deps, stores, ended);
  await closeTerm(stores, term, { kind: isUnderway(seat) ? 'ended' : 'moot', at });
  return DONE;
}

async function leave(deps: DepartureDeps, stores: Stores, { term, seat, member }: HeldTerm): Promise<WorkOutcome> {
  const at = deps.clock.now();
  const { by: memberId, sentence, deliveryId } = term.consent;
  const by = await stores.members.get(memberId);
  if (by === undefined) throw new Error(`Whoever chose the end of seat ${seat.id} is not stored`);
  // What nobody has decided on by then ends with the seat that it was asked for.
  await endRequestsOf(deps, stores, seat.id);
  const plan = planDeparture('deactivate', await takeSnapshot(stores, member));
  const account = await stores.accounts.get();
  await lockManagers(stores, account);
  const refused = await isHeldUp(stores, account, member);
  const open = await stores.departures.open(member.id);
  if (refused !== undefined || (open !== undefined && open.state !== 'scheduled')) {
    await closeTerm(stores, term, { kind: 'moot', at });
    if (refused !== undefined) await tellNotEnded(deps, stores, term, refused);
    return DONE;
  }
  const agreed = { member, by, plan, sentence, deliveryId, agreedAt: term.consent.at };
  await runStep(deps, stores, await beginDeparture(deps, stores, agreed), 'access');
  await closeTerm(stores, term, { kind: 'ended', at });
  return DONE;
}

function later(dueAt: Temporal.Instant): WorkOutcome {
  return { kind: 'again', dueAt, countsAsAttempt: false, reason: 'not due' };
}
