import type { Stores } from '../../core/transaction.ts';
import type { Office } from './office.ts';

/** The name that the firm’s account has on the console. */
export const ACCOUNT = 'linden';

/** Runs work on the rows of the firm’s account, which must be there. */
export async function inFirm<Value>(
  { core }: Pick<Office, 'core'>,
  work: (stores: Stores) => Promise<Value>,
): Promise<Value> {
  const [accountId] = await core.registry.accounts();
  if (accountId === undefined) throw new Error('There is no account yet');
  return await core.transaction.run(accountId, work);
}
