import type { CredentialStore, KeyStore } from '../../../core/credentials/org-credential.ts';
import type { DomainClaim, DomainClaimStore } from '../../../core/domains/domain-claim.ts';
import { DESTROYED } from '../../../core/secrets/account-keys.ts';
import { staleRow } from '../../../core/stale-row.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { newestFirst, swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openDomains(tables: Tables, session: Session): DomainClaimStore {
  const rows = openTable(tables.domains, session);
  const isVerifiedElsewhere = ({ domain, accountId }: DomainClaim): boolean =>
    [...tables.domains.rows.values()].some(
      (claim) => claim.state === 'verified' && claim.domain === domain && claim.accountId !== accountId,
    );
  return {
    byDomain: async (domain) => (await rows.all()).filter((claim) => claim.domain === domain).toSorted(newestFirst)[0],
    get: rows.get,
    list: rows.all,
    add: rows.insert,
    replace: async (previous, next) => {
      try {
        await swap(rows, 'Domain claim', previous, next);
      } catch (error) {
        // Another account was faster: the work starts over and the registry names the owner.
        if (next.state === 'verified' && isVerifiedElsewhere(next)) throw staleRow('Ownership of the domain');
        throw error;
      }
    },
  };
}

export function openCredentials(tables: Tables, session: Session): CredentialStore {
  const rows = openTable(tables.credentials, session);
  return {
    of: async (provider) => (await rows.all()).find((credential) => credential.provider === provider),
    list: rows.all,
    add: rows.insert,
    replace: (previous, next) => swap(rows, 'Organization credential', previous, next),
  };
}

export function openKeys(tables: Tables, session: Session): KeyStore {
  const { accountId } = session;
  const rows = openTable(tables.keys, session);
  return {
    get: async (owner) => (await rows.get(owner))?.wrapped,
    put: async (owner, wrapped) => {
      await rows.add({ accountId, owner, wrapped });
      const standing = await rows.get(owner);
      if (standing === undefined) throw session.broken('The key is gone');
      return standing.wrapped;
    },
    destroy: (owner) => rows.put({ accountId, owner, wrapped: DESTROYED }),
  };
}
