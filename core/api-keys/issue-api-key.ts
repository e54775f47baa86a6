import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Entropy } from '../entropy.ts';
import type { Ids } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import { newApiKeyText } from './api-key-text.ts';
import type { ActiveKey } from './api-key.ts';
import { recordRevoked } from './record-revoked.ts';
import { revokeActiveKey } from './revoke-active-key.ts';

export type IssueDeps = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly entropy: Entropy;
  readonly audit: AuditTrail;
};

export type IssuedKey = { readonly key: ActiveKey; readonly text: string };

/** Makes a member's key; one they have ends with it. The text exists in this answer only and is kept nowhere. */
export async function issueApiKey(
  deps: IssueDeps,
  stores: Pick<Stores, 'apiKeys' | 'audit' | 'keys'>,
  { id: memberId, accountId }: Member,
  integration: string,
): Promise<IssuedKey> {
  const at = deps.clock.now();
  const actor = { kind: 'member', memberId } as const;
  const superseded = await revokeActiveKey(stores, memberId, { kind: 'superseded', at });
  if (superseded !== undefined) await recordRevoked(deps, stores, superseded, actor);
  const { text, prefix, digest } = newApiKeyText(deps);
  const base = { id: deps.ids.next('api-key'), accountId, memberId, integration, prefix, digest };
  const key: ActiveKey = { ...base, createdAt: at, lastUsedAt: undefined, state: 'active', version: 1 };
  await stores.apiKeys.add(key);
  await deps.audit(stores, accountId, {
    kind: 'api-key.made',
    at,
    actor,
    subject: { kind: 'api-key', id: key.id },
    facts: { prefix, superseded: superseded?.id ?? null },
    personal: [{ memberId, values: { integration } }],
  });
  return { key, text };
}
