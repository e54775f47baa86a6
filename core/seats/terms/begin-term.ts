import type { AuditTrail } from '../../audit/audit-trail.ts';
import { whereOf } from '../../billing/acknowledge.ts';
import type { Clock } from '../../clock.ts';
import type { Ids } from '../../ids.ts';
import type { Member } from '../../people/member.ts';
import { staleRow } from '../../stale-row.ts';
import type { Stores } from '../../transaction.ts';
import type { Seat } from '../seat.ts';
import type { PlannedTerm } from './plan-term.ts';
import { movedTerm } from './term-moves.ts';
import { endOf, type RunningTerm, type Term, type TermConsent } from './term.ts';
import { nextMoment, passedBefore } from './warnings.ts';

export type TermDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type AgreedTerm = {
  readonly seat: Seat;
  readonly member: Member;
  readonly by: Member;
  readonly planned: PlannedTerm;
  readonly sentence: string;
  readonly deliveryId: TermConsent['deliveryId'];
  /** When the box was ticked, where what was agreed to is done later. */
  readonly agreedAt?: Temporal.Instant;
};

/** Stores the consent to an end and has it looked after; it takes the place of the end that was chosen before. */
export async function beginTerm(
  deps: TermDeps,
  stores: Stores,
  { seat, member, by, planned, sentence, deliveryId, agreedAt }: AgreedTerm,
): Promise<RunningTerm> {
  const at = deps.clock.now();
  const before = await stores.seatTerms.running(seat.id);
  if (before !== undefined) await closeTerm(stores, before, { kind: 'replaced', at });
  const term: RunningTerm = {
    id: deps.ids.next('seat-term'),
    accountId: seat.accountId,
    seatId: seat.id,
    memberId: member.id,
    ...planned,
    consent: { by: by.id, sentence, deliveryId, at: agreedAt ?? at },
    warned: passedBefore(planned, at),
    version: 1,
    state: 'running',
  };
  if (!(await stores.seatTerms.add(term))) throw staleRow('Term');
  await lookAfter(deps, stores, term);
  await auditAgreed(deps, stores, term, { by, replaces: before });
  return term;
}

async function auditAgreed(
  { audit }: TermDeps,
  stores: Stores,
  { id, accountId, seatId, memberId, kind, consent, ...days }: RunningTerm,
  { by, replaces }: { readonly by: Member; readonly replaces: RunningTerm | undefined },
): Promise<void> {
  const { sentence, deliveryId, at } = consent;
  await audit(stores, accountId, {
    kind: 'seat.term-agreed',
    at,
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'seat', id: seatId },
    facts: {
      term: id,
      kind,
      lastDay: days.endsOn.toString(),
      endsAt: endOf(days).toString(),
      replaces: replaces?.id ?? null,
      role: by.role,
      delivery: deliveryId,
    },
    personal: [
      { memberId, values: { sentence } },
      { memberId: by.id, values: { name: by.fullName, where: await whereOf(stores, deliveryId) } },
    ],
  });
}

/** The end of a term, whatever it is; nobody looks after it any more. */
export async function closeTerm(
  { seatTerms, work }: Pick<Stores, 'seatTerms' | 'work'>,
  term: RunningTerm,
  event: { readonly kind: Exclude<Term['state'], 'running'>; readonly at: Temporal.Instant },
): Promise<void> {
  await seatTerms.replace(term, movedTerm(term, event));
  if (event.kind === 'replaced' || event.kind === 'lifted') await work.cancel(keyOf(term));
}

async function lookAfter({ ids }: TermDeps, { work }: Stores, term: RunningTerm): Promise<void> {
  const { accountId, id: termId } = term;
  await work.add({
    id: ids.next('work'),
    kind: 'seat.term',
    key: keyOf(term),
    payload: { accountId, termId },
    dueAt: nextMoment(term),
  });
}

function keyOf({ id }: Pick<Term, 'id'>): string {
  return `seat.term:${id}`;
}
