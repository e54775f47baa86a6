import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { Provider } from '../accounts/provider.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { POLICY } from '../people/policy.ts';
import { unreachable, type Result } from '../result.ts';
import type { AccountKeysDeps } from '../secrets/account-keys.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import { checkedHealth, isNews, type CredentialLook } from './credential-moves.ts';
import { credentialView } from './credential-views.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';
import { openCredential } from './open-credential.ts';
import type { OpenedSecret } from './opened-secret.ts';
import type { CredentialFault, CredentialHealth, GrantedAccess, OrgCredential } from './org-credential.ts';

export type ProbeFailure =
  | { readonly kind: 'fault'; readonly fault: CredentialFault }
  /** `retryAt` is an instant on our clock; throttling never counts as a failure. */
  | { readonly kind: 'throttled'; readonly retryAt: Temporal.Instant }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/** Asks a mail system what an organization-wide credential may do, once: no retries inside, no mailbox is read. */
export interface CredentialProbe {
  readonly probe: (
    provider: Provider,
    secret: OpenedSecret,
    signal: AbortSignal,
  ) => Promise<Result<GrantedAccess, ProbeFailure>>;
}

export type CheckCredentialDeps = AccountKeysDeps & {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly audit: AuditTrail;
  readonly transaction: Transaction;
  readonly probe: CredentialProbe;
};

type Checked = { readonly accountId: Id<'account'>; readonly credentialId: Id<'credential'> };

/** The mail system is asked outside of any transaction; what it said is applied to the key that was asked about only. */
export function createCheckCredential(deps: CheckCredentialDeps) {
  return async ({ accountId, credentialId }: Checked, signal: AbortSignal): Promise<WorkOutcome> => {
    const asked = await deps.transaction.run(accountId, async (stores) => {
      const credential = await byId(stores, credentialId);
      return credential && { credential, secret: await openCredential(deps, stores, credential) };
    });
    if (asked === undefined) return { kind: 'done' };

    const { credential, secret } = asked;
    const probed = await deps.probe.probe(credential.provider, secret, signal);
    if (!probed.ok && probed.error.kind === 'throttled')
      return { kind: 'again', dueAt: probed.error.retryAt, countsAsAttempt: false, reason: 'throttled' };
    const at = deps.clock.now();
    const look = probed.ok ? ({ kind: 'works', access: probed.value, at } as const) : failedLook(probed.error, at);
    return await deps.transaction.run(accountId, (stores) => applyLook(deps, stores, credential, look));
  };
}

async function byId({ credentials }: Stores, id: Id<'credential'>): Promise<OrgCredential | undefined> {
  return (await credentials.list()).find((credential) => credential.id === id);
}

function failedLook(failure: ProbeFailure, at: Temporal.Instant): CredentialLook {
  return failure.kind === 'fault' ? { kind: 'fault', cause: failure.fault, at } : { kind: 'unavailable', at };
}

async function applyLook(
  deps: CheckCredentialDeps,
  stores: Stores,
  asked: OrgCredential,
  look: CredentialLook,
): Promise<WorkOutcome> {
  const credential = await byId(stores, asked.id);
  // The check of the new key is on its way: it was asked for in the transaction that stored it.
  if (credential?.secret !== asked.secret) return { kind: 'done' };

  const health = checkedHealth(credential.health, look);
  const next = { ...credential, health, version: credential.version + 1 };
  if (health !== credential.health) await stores.credentials.replace(credential, next);
  if (isNews(credential.health, health)) await announce(deps, stores, next);
  await warnOfExpiry(deps, stores, next);
  return { kind: 'again', dueAt: again(deps, health, look), countsAsAttempt: false, reason: health.kind };
}

async function announce(deps: CheckCredentialDeps, stores: Stores, credential: OrgCredential): Promise<void> {
  const { id, accountId, provider, health, version } = credential;
  await deps.audit(stores, accountId, {
    kind: 'credential.checked',
    at: deps.clock.now(),
    actor: { kind: 'job', job: 'credential.check' },
    subject: { kind: 'credential', id },
    facts: { provider, health: health.kind, cause: health.kind === 'failing' ? health.cause : null },
    personal: [],
  });
  await tellAdministrators(deps, stores, {
    row: POLICY[`setup ${provider}`],
    key: `credential:${id}:${version}`,
    subject: `credential:${id}`,
    view: credentialView(credential),
    alsoInChannel: health.kind === 'failing',
  });
}

/** Daily while it works; soon while something is being mended, because a delegation takes up to a day to arrive. */
function again({ clock }: CheckCredentialDeps, health: CredentialHealth, look: CredentialLook): Temporal.Instant {
  const now = clock.now();
  if (look.kind === 'unavailable') return now.add({ minutes: 5 });
  switch (health.kind) {
    case 'ok':
      return now.add({ hours: 24 });
    case 'failing':
      return now.add({ hours: 1 });
    case 'unchecked':
      throw new Error('A checked credential is unchecked');
    default:
      return unreachable(health);
  }
}
