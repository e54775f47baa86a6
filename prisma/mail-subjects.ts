import { z } from 'zod';
import type { Id } from '../core/ids.ts';
import { lockMember } from './member-lock.ts';
import type { Scope } from './scope.ts';

const counted = z.array(z.object({ subjects: z.int() }));

export async function subjectsOf({ db, accountId }: Scope, member: Id<'member'>): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(*)::integer AS subjects FROM message_copy AS copy
    JOIN mailbox ON mailbox.account_id = copy.account_id AND mailbox.id = copy.mailbox_id
    WHERE copy.account_id = ${accountId}::uuid AND mailbox.member_id = ${member}::uuid AND copy.subject IS NOT NULL`;
  return counted.parse(rows)[0]?.subjects ?? 0;
}

/** In turn with the pages that are being kept, which lock the member too. */
export async function forgetSubjects(scope: Scope, member: Id<'member'>, limit: number): Promise<number> {
  const { db, accountId } = scope;
  await lockMember(scope, member);
  return await db.$executeRaw`
    UPDATE message_copy SET subject = NULL
    WHERE account_id = ${accountId}::uuid AND id IN (
      SELECT copy.id FROM message_copy AS copy
      JOIN mailbox ON mailbox.account_id = copy.account_id AND mailbox.id = copy.mailbox_id
      WHERE copy.account_id = ${accountId}::uuid AND mailbox.member_id = ${member}::uuid AND copy.subject IS NOT NULL
      ORDER BY copy.id LIMIT ${limit}::integer)`;
}
