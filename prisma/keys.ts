import type { KeyStore } from '../core/credentials/org-credential.ts';
import { DESTROYED } from '../core/secrets/account-keys.ts';
import type { Scope } from './scope.ts';

export function createKeyStore({ db, accountId }: Scope): KeyStore {
  const at = (owner: string) => ({ accountId_owner: { accountId, owner } });
  return {
    get: async (owner) => (await db.wrappedKey.findUnique({ where: at(owner) }))?.wrapped,
    put: async (owner, wrapped) => {
      await db.wrappedKey.createMany({ data: { accountId, owner, wrapped }, skipDuplicates: true });
      return (await db.wrappedKey.findUniqueOrThrow({ where: at(owner) })).wrapped;
    },
    destroy: async (owner) => {
      // What stays keeps a second key from being made under the same name.
      await db.$executeRaw`
        INSERT INTO wrapped_key (account_id, owner, wrapped) VALUES (${accountId}::uuid, ${owner}, ${DESTROYED})
        ON CONFLICT (account_id, owner) DO UPDATE SET wrapped = excluded.wrapped`;
    },
  };
}
