import type { AuditFact, PersonalEntry } from '../audit/audit-record.ts';
import type { Id } from '../ids.ts';
import { repaint, tell } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import { decommissionCard } from './decommission-card.ts';
import { caseOf } from './decommission-case.ts';
import type { DecommissionDeps } from './decommission-deps.ts';
import { movedDecommission, type DecommissionEvent } from './decommission-moves.ts';
import type { Decommission } from './decommission.ts';
import { ownerSettledView } from './owner-views.ts';

type Move = {
  readonly event: DecommissionEvent;
  readonly facts?: Readonly<Record<string, AuditFact>>;
  readonly personal?: readonly PersonalEntry[];
};

/**
 * Stores the move, chains it into the audit, and brings every message about it to what it is now. When somebody who left
 * it to others has its turn again, they are told.
 */
export async function moveOn(
  deps: DecommissionDeps,
  stores: Stores,
  before: Decommission,
  { event, facts = {}, personal = [] }: Move,
): Promise<Decommission> {
  const after = movedDecommission(before, event);
  await stores.decommissions.replace(before, after);
  const by = 'by' in event ? event.by : undefined;
  await deps.audit(stores, after.accountId, {
    kind: `decommission.${event.kind}`,
    at: event.at,
    actor: by === undefined ? { kind: 'job', job: 'reactivation' } : { kind: 'member', memberId: by },
    subject: { kind: 'decommission', id: after.id },
    facts: { ...facts, member: after.memberId, step: before.state },
    personal,
  });
  await paint(deps, stores, after);
  if (before.state === 'remove-add-in' && before.asked !== undefined && after.state !== 'remove-add-in')
    await repaint(deps, stores, after.accountId, { subject: ownerSubject(after), view: ownerSettledView() });
  return after;
}

async function paint(deps: DecommissionDeps, stores: Stores, after: Decommission): Promise<void> {
  const view = decommissionCard(await caseOf(stores, after));
  await repaint(deps, stores, after.accountId, { subject: subjectOf(after), view });
}

/** The card, to those who wait for it to go on. */
export async function tellDecommission(
  deps: DecommissionDeps,
  stores: Stores,
  decommission: Decommission,
  recipients: readonly Id<'member'>[],
): Promise<void> {
  const view = decommissionCard(await caseOf(stores, decommission));
  const subject = subjectOf(decommission);
  for (const memberId of new Set(recipients))
    await tell(deps, stores, decommission.accountId, {
      key: `${subject}:${decommission.version}:${memberId}`,
      subject,
      recipient: { kind: 'member', memberId },
      view,
    });
}

function subjectOf({ id }: Decommission): string {
  return `decommission:${id}`;
}

export function ownerSubject({ id }: Decommission): string {
  return `decommission-owner:${id}`;
}
