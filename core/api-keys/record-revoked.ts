import type { AuditActor } from '../audit/audit-record.ts';
import type { AuditStores, AuditTrail } from '../audit/audit-trail.ts';
import type { RevokedKey } from './api-key.ts';

/** The audit record of a key that ended, whoever ended it. */
export async function recordRevoked(
  { audit }: { readonly audit: AuditTrail },
  stores: AuditStores,
  { id, accountId, memberId, prefix, because, at, integration }: RevokedKey,
  actor: AuditActor,
): Promise<void> {
  await audit(stores, accountId, {
    kind: 'api-key.revoked',
    at,
    actor,
    subject: { kind: 'api-key', id },
    facts: { prefix, because },
    personal: [{ memberId, values: { integration } }],
  });
}
