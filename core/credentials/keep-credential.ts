import type { AuditActor } from '../audit/audit-record.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { accountKeyring, type AccountKeysDeps } from '../secrets/account-keys.ts';
import { seal } from '../secrets/envelope.ts';
import type { Stores } from '../transaction.ts';
import { secretPlace } from './open-credential.ts';
import type { OrgCredential } from './org-credential.ts';
import type { KeyFile } from './read-key-file.ts';

export type KeepCredentialDeps = AccountKeysDeps & {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly audit: AuditTrail;
};

export type NewCredential = KeyFile & { readonly accountId: Id<'account'>; readonly actor: AuditActor };

/** Seals the secret into its row and has it checked; a new key for the same mail system keeps the row. */
export async function keepCredential(
  deps: KeepCredentialDeps,
  stores: Stores,
  { accountId, secret, label, expiresAt, actor }: NewCredential,
): Promise<OrgCredential> {
  const { provider } = secret;
  const previous = await stores.credentials.of(provider);
  const id = previous?.id ?? deps.ids.next('credential');
  const { content } = await accountKeyring(deps, stores, accountId);
  const credential: OrgCredential = {
    id,
    accountId,
    provider,
    label,
    secret: seal(deps, content, JSON.stringify(secret), secretPlace({ id, accountId })),
    expiresAt,
    health: { kind: 'unchecked' },
    version: (previous?.version ?? 0) + 1,
  };
  if (previous === undefined) await stores.credentials.add(credential);
  else await stores.credentials.replace(previous, credential);
  await checkSoon(deps, stores, credential);
  await deps.audit(stores, accountId, {
    kind: previous === undefined ? 'credential.stored' : 'credential.replaced',
    at: deps.clock.now(),
    actor,
    subject: { kind: 'credential', id },
    facts: { provider, label },
    personal: [],
  });
  return credential;
}

export async function checkSoon(
  { ids, clock }: Pick<KeepCredentialDeps, 'ids' | 'clock'>,
  { work }: Pick<Stores, 'work'>,
  { id, accountId }: OrgCredential,
): Promise<void> {
  await work.add({
    id: ids.next('work'),
    kind: 'credential.check',
    key: `credential.check:${id}`,
    payload: { accountId, credentialId: id },
    dueAt: clock.now(),
  });
}
