import type { Id } from '../ids.ts';
import type { Account } from './account.ts';

export type Workspace = { readonly surface: string; readonly workspace: string; readonly accountId: Id<'account'> };

/**
 * The few questions that are asked before the account is known, or across accounts. Everything else runs inside one
 * account's transaction and cannot see another's rows.
 */
export interface Registry {
  readonly accountOf: (surface: string, workspace: string) => Promise<Id<'account'> | undefined>;
  readonly accounts: () => Promise<readonly Id<'account'>[]>;
  readonly createAccount: (account: Account) => Promise<void>;
  /** Refuses (false) when the workspace already belongs to another account. */
  readonly bindWorkspace: (workspace: Workspace) => Promise<boolean>;
  /** Every workspace that is bound to an account: where its members may be looked for. */
  readonly workspacesOf: (accountId: Id<'account'>) => Promise<readonly Workspace[]>;
  /** The account that has verified this domain, whichever it is: a domain belongs to one account. */
  readonly accountOfVerifiedDomain: (domain: string) => Promise<Id<'account'> | undefined>;
  /** The account of the API key that begins so; whether the key is right is for that account to say. */
  readonly accountOfApiKey: (prefix: string) => Promise<Id<'account'> | undefined>;
}
