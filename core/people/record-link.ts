import type { AuditActor } from '../audit/audit-record.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Stores } from '../transaction.ts';
import type { Identity } from './identity.ts';

/** Who was linked and how it was proved. What names the chat user is the person’s, and goes when they are erased. */
export async function recordLink(
  { audit }: { readonly audit: AuditTrail },
  stores: Pick<Stores, 'audit' | 'keys'>,
  { id, accountId, memberId, user, proof, linkedAt }: Identity,
  actor: AuditActor,
): Promise<void> {
  await audit(stores, accountId, {
    kind: 'identity.linked',
    at: linkedAt,
    actor,
    subject: { kind: 'member', id: memberId },
    facts: { surface: user.surface, proof, identity: id },
    personal: [{ memberId, values: { workspace: user.workspace, user: user.user } }],
  });
}
