import type { Id } from '../ids.ts';
import { accountKeyring, DESTROYED, type AccountKeysDeps } from '../secrets/account-keys.ts';
import type { PersonKey } from '../secrets/key.ts';
import type { Keyring } from '../secrets/keyring.ts';
import { parseWrappedKey } from '../secrets/wrapped-key-text.ts';
import { unwrapKey } from '../secrets/wrapping.ts';
import type { AuditRecord } from './audit-record.ts';
import type { AuditStores } from './audit-trail.ts';

type Known = PersonKey | 'destroyed' | 'lost';

/** Keys by whom they are about, looked up as they are met. `lost`: gone although nobody erased the person. */
export type PersonKeys = {
  readonly meet: (stores: AuditStores, records: readonly AuditRecord[]) => Promise<void>;
  readonly living: (memberId: Id<'member'>) => PersonKey | undefined;
  readonly isLost: (memberId: Id<'member'>) => boolean;
};

/** Verifying makes no key: a new one would hide that the old one is gone. */
export function createPersonKeys(deps: AccountKeysDeps, accountId: Id<'account'>): PersonKeys {
  const known = new Map<Id<'member'>, Known>();
  return {
    meet: async (stores, records) => {
      const met = new Set(records.flatMap(({ personal }) => personal.map(({ memberId }) => memberId)));
      const unknown = [...met].filter((memberId) => !known.has(memberId));
      if (unknown.length === 0) return;
      const keyring = await accountKeyring(deps, stores, accountId);
      for (const memberId of unknown) {
        const wrapped = await stores.keys.get(`person:${memberId}`);
        known.set(memberId, wrapped === undefined ? 'lost' : keyOf(keyring, wrapped));
      }
    },
    living: (memberId) => {
      const key = known.get(memberId);
      return key === 'lost' || key === 'destroyed' ? undefined : key;
    },
    isLost: (memberId) => known.get(memberId) === 'lost',
  };
}

function keyOf(keyring: Keyring, wrapped: string): PersonKey | 'destroyed' {
  if (wrapped === DESTROYED) return 'destroyed';
  const key = unwrapKey<'person'>(keyring.account, parseWrappedKey('person', wrapped));
  if (!key.ok) throw new Error(`A person key does not open: ${key.error.kind}`);
  return key.value;
}
