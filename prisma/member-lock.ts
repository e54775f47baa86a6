import type { Id } from '../core/ids.ts';
import type { Scope } from './scope.ts';

/** A member's mailboxes take turns, because they share the member's connections. */
export async function lockMember({ db, accountId }: Scope, memberId: Id<'member'>): Promise<void> {
  await db.$queryRaw`
    SELECT 1 AS one FROM member WHERE account_id = ${accountId}::uuid AND id = ${memberId}::uuid
    FOR NO KEY UPDATE`;
}
