import type { AuditActor, AuditEntry, AuditKind } from '../audit/audit-record.ts';
import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import { paintRemoval } from './paint-removal.ts';
import type { RemovalDeps } from './removal-deps.ts';
import type { RemovalRequest } from './removal-request.ts';

export type Audited = {
  readonly kind: AuditKind;
  /** Undefined: a job did it. */
  readonly by: Id<'member'> | undefined;
  readonly facts?: AuditEntry['facts'];
};

/** Stores a move, chains it into the audit, and brings every message about the request up to date. */
export async function storeMoved(
  deps: RemovalDeps,
  stores: Stores,
  { before, after, ...audited }: Audited & { readonly before: RemovalRequest; readonly after: RemovalRequest },
): Promise<void> {
  await stores.removals.replace(before, after);
  await auditRemoval(deps, stores, after, audited);
  await paintRemoval(deps, stores, after);
}

/** Who is to be removed, and why, lies under their own key, so that it goes with them. */
export async function auditRemoval(
  { audit, clock }: RemovalDeps,
  stores: Stores,
  request: RemovalRequest,
  { kind, by, facts = {} }: Audited,
): Promise<void> {
  const { person, memberId, reason } = request;
  await audit(stores, request.accountId, {
    kind,
    at: clock.now(),
    actor: actorOf(by),
    subject: { kind: 'removal', id: request.id },
    facts: { number: request.number, state: request.state, member: memberId, ticket: request.ticket ?? null, ...facts },
    personal:
      person === undefined
        ? []
        : [{ memberId, values: { name: person.fullName, addresses: person.addresses.join(' '), reason } }],
  });
}

function actorOf(by: Id<'member'> | undefined): AuditActor {
  return by === undefined ? { kind: 'job', job: 'removal.carry-out' } : { kind: 'member', memberId: by };
}
