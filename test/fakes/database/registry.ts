import type { Registry } from '../../../core/accounts/registry.ts';
import type { Locks } from './locks.ts';
import { openTable } from './open-table.ts';
import type { Tables } from './tables.ts';
import { inSession } from './transaction.ts';

export function createRegistry(tables: Tables, locks: Locks): Registry {
  const workspaces = () => [...tables.workspaces.rows.values()];
  return {
    accountOf: async (surface, workspace) =>
      workspaces().find((row) => row.surface === surface && row.workspace === workspace)?.accountId,
    accounts: async () => [...tables.accounts.rows.values()].map(({ accountId }) => accountId).toSorted(),
    createAccount: (account) =>
      inSession(locks, account.id, (session) =>
        openTable(tables.accounts, session).insert({ accountId: account.id, account, requests: 0, removals: 0 }),
      ),
    bindWorkspace: (workspace) =>
      inSession(locks, workspace.accountId, async (session) => {
        const rows = openTable(tables.workspaces, session);
        return (await rows.add(workspace)) || (await rows.get(tables.workspaces.key(workspace))) !== undefined;
      }),
    workspacesOf: async (accountId) => workspaces().filter((row) => row.accountId === accountId),
    accountOfVerifiedDomain: async (domain) =>
      [...tables.domains.rows.values()].find((claim) => claim.domain === domain && claim.state === 'verified')
        ?.accountId,
    accountOfApiKey: async (prefix) =>
      [...tables.apiKeys.rows.values()].find((key) => key.prefix === prefix)?.accountId,
  };
}
