import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type { Purged } from '../core/mailboxes/mail-store.ts';
import type { Mailbox } from '../core/mailboxes/mailbox.ts';
import { instantColumn } from './columns.ts';
import { recomputeConnections } from './connections.ts';
import { deleteTouches } from './mail-touches.ts';
import { lockMember } from './member-lock.ts';
import type { Scope } from './scope.ts';

const goneRows = z.array(
  z.object({ id: idSchema('message-copy'), interaction_id: idSchema('interaction').nullable() }),
);

type Wanted = { readonly goneBefore: Temporal.Instant; readonly limit: number };

export async function purgeMail(scope: Scope, mailbox: Mailbox, { goneBefore, limit }: Wanted): Promise<Purged> {
  const { db, accountId } = scope;
  const gone = goneRows.parse(
    await db.$queryRaw`
      SELECT id, interaction_id FROM message_copy
      WHERE account_id = ${accountId}::uuid AND mailbox_id = ${mailbox.id}::uuid
        AND gone_at < ${instantColumn.encode(goneBefore)}
      ORDER BY id LIMIT ${limit}::integer`,
  );
  if (gone.length === 0) return { copies: 0, interactions: 0, connections: 0 };
  await lockMember(scope, mailbox.memberId);
  const ids = gone.map(({ id }) => id);
  const untouched = await deleteTouches(scope, ids);
  await db.messageCopy.deleteMany({ where: { accountId, id: { in: ids } } });
  const interactions = await deleteOrphans(
    scope,
    gone.flatMap((copy) => copy.interaction_id ?? []),
  );
  const connections = await recomputeConnections(scope, mailbox.memberId, [...new Set(untouched)]);
  return { copies: gone.length, interactions, connections: connections.removed };
}

/** Locked first and looked at after: whoever adds a copy holds the interaction until the copy can be seen. */
export async function deleteOrphans(
  { db, accountId }: Scope,
  interactions: readonly Id<'interaction'>[],
): Promise<number> {
  if (interactions.length === 0) return 0;
  const ids = [...new Set(interactions)];
  await db.$queryRaw`
    SELECT 1 AS one FROM interaction WHERE account_id = ${accountId}::uuid AND id = ANY (${ids}::uuid[])
    ORDER BY group_key FOR UPDATE`;
  await db.$executeRaw`
    DELETE FROM participant WHERE account_id = ${accountId}::uuid AND interaction_id = ANY (${ids}::uuid[])
      AND NOT EXISTS (SELECT FROM message_copy AS copy
        WHERE copy.account_id = participant.account_id AND copy.interaction_id = participant.interaction_id)`;
  return await db.$executeRaw`
    DELETE FROM interaction WHERE account_id = ${accountId}::uuid AND id = ANY (${ids}::uuid[])
      AND NOT EXISTS (SELECT FROM message_copy AS copy
        WHERE copy.account_id = interaction.account_id AND copy.interaction_id = interaction.id)`;
}
