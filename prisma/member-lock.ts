import type { Id } from '../core/ids.ts';
import type { Scope } from './scope.ts';

/**
 * A member's mailboxes take turns, because they share the member's connections. Plans made while the tables were still
 * empty would read them whole for the rest of the session, so they are told to use the indexes.
 */
export async function lockMember({ db, accountId }: Scope, memberId: Id<'member'>): Promise<void> {
  await db.$executeRaw`SELECT set_config('enable_seqscan', 'off', true)`;
  await db.$queryRaw`
    SELECT 1 AS one FROM member WHERE account_id = ${accountId}::uuid AND id = ${memberId}::uuid
    FOR NO KEY UPDATE`;
}
