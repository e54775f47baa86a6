import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Member } from '../people/member.ts';
import { accountKeyring, type AccountKeysDeps } from '../secrets/account-keys.ts';
import { suppressionDigest } from '../secrets/address-digest.ts';
import type { Stores } from '../transaction.ts';

/** An explicit invitation is the one thing that brings a removed person’s address back: this address and no other of theirs. */
export async function liftSuppression(
  deps: AccountKeysDeps & { readonly clock: Clock; readonly audit: AuditTrail },
  stores: Stores,
  { id, accountId, address }: Member,
): Promise<void> {
  const { suppression } = await accountKeyring(deps, stores, accountId);
  const at = deps.clock.now();
  if (!(await stores.suppressions.lift(suppressionDigest(suppression, address), at))) return;
  await deps.audit(stores, accountId, {
    kind: 'suppression.lifted',
    at,
    actor: { kind: 'job', job: 'invite' },
    subject: { kind: 'member', id },
    facts: {},
    personal: [{ memberId: id, values: { address } }],
  });
}
