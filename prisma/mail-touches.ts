import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type { MailPage } from '../core/mailboxes/mail-store.ts';
import { weightOf } from '../core/relationships/edge-touch.ts';
import type { InteractionCopy, InteractionIds } from './mail-interactions.ts';
import { rowsParameter } from './rows-parameter.ts';
import type { Scope } from './scope.ts';

type Touching = {
  /** Copies that were there before: what they brought is replaced. */
  readonly before: readonly Id<'message-copy'>[];
  readonly copies: readonly InteractionCopy[];
  readonly interactions: InteractionIds;
  readonly people: ReadonlyMap<string, Id<'person'>>;
};

/** Answers the people whose connections have to be summed again. */
export async function keepTouches(scope: Scope, page: MailPage, touching: Touching): Promise<readonly Id<'person'>[]> {
  const { copies, interactions, people, before } = touching;
  const untouched = await deleteTouches(scope, before);
  const rows = copies.flatMap((copy) =>
    copy.touches.map((touch) => ({
      copy_id: copy.id,
      person_id: people.get(touch.address),
      interaction_id: interactions.get(copy.groupKey),
      at: touch.at,
      direction: touch.direction,
      weight: weightOf(touch),
    })),
  );
  if (rows.length > 0) await insertTouches(scope, page, rows);
  return [...new Set([...untouched, ...rows.flatMap((row) => row.person_id ?? [])])];
}

async function insertTouches({ db, accountId }: Scope, { mailbox }: MailPage, rows: readonly object[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO edge_touch (account_id, copy_id, person_id, member_id, interaction_id, mailbox_class, at, direction, weight)
    SELECT ${accountId}::uuid, page.copy_id, page.person_id, ${mailbox.memberId}::uuid, page.interaction_id,
      ${mailbox.class}, page.at, page.direction, page.weight
    FROM jsonb_to_recordset(${rowsParameter(rows)}::jsonb) AS page(copy_id uuid, person_id uuid, interaction_id uuid,
      at timestamptz, direction text, weight double precision)
    ORDER BY page.copy_id, page.person_id`;
}

const deleted = z.array(z.object({ person_id: idSchema('person') }));

export async function deleteTouches(
  { db, accountId }: Scope,
  copies: readonly Id<'message-copy'>[],
): Promise<readonly Id<'person'>[]> {
  if (copies.length === 0) return [];
  const rows = await db.$queryRaw`
    DELETE FROM edge_touch WHERE account_id = ${accountId}::uuid AND copy_id = ANY (${[...copies]}::uuid[])
    RETURNING person_id`;
  return deleted.parse(rows).map((row) => row.person_id);
}
