import type { Id } from '../ids.ts';
import { accountKeyring, personKey, type AccountKeysDeps } from '../secrets/account-keys.ts';
import type { PersonKey } from '../secrets/key.ts';
import type { Stores } from '../transaction.ts';
import { appendRecord } from './append-record.ts';
import type { AuditEntry } from './audit-record.ts';

export type AuditStores = Pick<Stores, 'audit' | 'keys'>;

/** Writes one entry at the end of the account's chain, in the transaction of what it records. */
export type AuditTrail = (stores: AuditStores, accountId: Id<'account'>, entry: AuditEntry) => Promise<void>;

export function createAuditTrail(deps: AccountKeysDeps): AuditTrail {
  return async (stores, accountId, entry) => {
    const personKeys = await keysFor(deps, stores, accountId, entry);
    const record = appendRecord({ entropy: deps.entropy, personKeys }, await stores.audit.lockEnd(), entry);
    if (!record.ok) throw new Error(`Nothing may be recorded about an erased person in ${entry.kind}`);
    await stores.audit.insert(record.value);
  };
}

async function keysFor(
  deps: AccountKeysDeps,
  stores: AuditStores,
  accountId: Id<'account'>,
  entry: AuditEntry,
): Promise<ReadonlyMap<Id<'member'>, PersonKey>> {
  const found = new Map<Id<'member'>, PersonKey>();
  if (entry.personal.length === 0) return found;
  const keyring = await accountKeyring(deps, stores, accountId);
  for (const { memberId } of entry.personal) {
    const key = await personKey(deps, stores, keyring, memberId);
    if (key !== undefined) found.set(memberId, key);
  }
  return found;
}
