import { z } from 'zod';
import type { Registry } from '../core/accounts/registry.ts';
import { idSchema, type Id } from '../core/ids.ts';
import { accountRow } from './accounts.ts';
import type { PrismaClient } from './generated/client.ts';
import { enterAccount } from './transaction.ts';

const accountRows = z.array(z.object({ account_id: idSchema('account') }));

/** Reads go through functions of the owner's, which show an account's id and nothing else of it. */
export function createRegistry({ client }: { readonly client: PrismaClient }): Registry {
  return {
    accountOf: async (surface, workspace) =>
      first(await client.$queryRaw`SELECT * FROM usher_account_of_workspace(${surface}, ${workspace})`),
    accounts: async () =>
      accountRows.parse(await client.$queryRaw`SELECT * FROM usher_accounts()`).map((row) => row.account_id),
    createAccount: (account) =>
      client.$transaction(async (db) => {
        await enterAccount(db, account.id);
        await db.account.create({ data: accountRow(account) });
      }),
    bindWorkspace: ({ surface, workspace, accountId }) =>
      client.$transaction(async (db) => {
        await enterAccount(db, accountId);
        await db.workspace.createMany({ data: { accountId, surface, workspace }, skipDuplicates: true });
        // Another account's row is there but not to be seen.
        return (await db.workspace.count({ where: { accountId, surface, workspace } })) === 1;
      }),
    workspacesOf: (accountId) =>
      client.$transaction(async (db) => {
        await enterAccount(db, accountId);
        const orderBy = [{ surface: 'asc' as const }, { workspace: 'asc' as const }];
        const rows = await db.workspace.findMany({ where: { accountId }, orderBy });
        return rows.map(({ surface, workspace }) => ({ surface, workspace, accountId }));
      }),
    accountOfVerifiedDomain: async (domain) =>
      first(await client.$queryRaw`SELECT * FROM usher_account_of_domain(${domain})`),
    accountOfApiKey: async (prefix) => first(await client.$queryRaw`SELECT * FROM usher_account_of_api_key(${prefix})`),
  };
}

function first(rows: unknown): Id<'account'> | undefined {
  return accountRows.parse(rows)[0]?.account_id;
}
