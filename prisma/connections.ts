import { z } from 'zod';
import type { Id } from '../core/ids.ts';
import { HALF_LIFE_DAYS } from '../core/relationships/strength.ts';
import { Prisma } from './generated/client.ts';
import type { Scope } from './scope.ts';

const HALF_LIFE_SECONDS = HALF_LIFE_DAYS * 86_400;
/** Beyond so many half-lives nothing is left, and the power would fall below what a number can hold. */
const MOST_HALF_LIVES = 1_000;

const changed = z.array(z.object({ added: z.int(), removed: z.int() }));

/**
 * Sums the touches of these pairs again, one per interaction: replays, updates and purges cannot count twice. A touch
 * that lies in a work mailbox too is the work mailbox's. Summed in one order, so that the same touches give the same number.
 */
export async function recomputeConnections(
  { db, accountId }: Scope,
  memberId: Id<'member'>,
  people: readonly Id<'person'>[],
): Promise<{ readonly added: number; readonly removed: number }> {
  if (people.length === 0) return { added: 0, removed: 0 };
  const rows = await db.$queryRaw`
    ${summed(accountId, memberId, people)}, gone AS (
      DELETE FROM connection
      WHERE account_id = ${accountId}::uuid AND member_id = ${memberId}::uuid AND person_id = ANY (${[...people]}::uuid[])
        AND (person_id, mailbox_class) NOT IN (SELECT person_id, mailbox_class FROM summed)
      RETURNING 1
    ), kept AS (
      INSERT INTO connection (account_id, member_id, person_id, mailbox_class, outgoing, incoming, as_of, first_at,
        last_at, sent, received)
      SELECT ${accountId}::uuid, ${memberId}::uuid, person_id, mailbox_class, outgoing, incoming, as_of, first_at,
        as_of, sent, received
      FROM summed ORDER BY person_id, mailbox_class
      ON CONFLICT (account_id, member_id, person_id, mailbox_class) DO UPDATE SET
        outgoing = excluded.outgoing, incoming = excluded.incoming, as_of = excluded.as_of,
        first_at = excluded.first_at, last_at = excluded.last_at, sent = excluded.sent, received = excluded.received
      RETURNING xmax = 0 AS is_new
    )
    SELECT (SELECT count(*) FROM kept WHERE is_new)::integer AS added, (SELECT count(*) FROM gone)::integer AS removed`;
  return changed.parse(rows)[0] ?? { added: 0, removed: 0 };
}

function summed(accountId: Id<'account'>, memberId: Id<'member'>, people: readonly Id<'person'>[]): Prisma.Sql {
  return Prisma.sql`
    WITH once AS (
      SELECT DISTINCT ON (person_id, interaction_id) person_id, mailbox_class, direction, at, weight
      FROM edge_touch
      WHERE account_id = ${accountId}::uuid AND member_id = ${memberId}::uuid AND person_id = ANY (${[...people]}::uuid[])
      ORDER BY person_id, interaction_id, mailbox_class DESC, direction DESC, at, weight DESC
    ), dated AS (
      SELECT once.*, max(at) OVER (PARTITION BY person_id, mailbox_class) AS as_of FROM once
    ), faded AS (
      SELECT dated.*, weight * power(0.5::double precision, least(
        extract(epoch FROM as_of - at)::double precision / ${HALF_LIFE_SECONDS}::double precision,
        ${MOST_HALF_LIVES}::double precision)) AS left_over
      FROM dated
    ), summed AS (
      SELECT person_id, mailbox_class, as_of, min(at) AS first_at,
        coalesce(sum(left_over ORDER BY at, weight) FILTER (WHERE direction = 'outgoing'), 0) AS outgoing,
        coalesce(sum(left_over ORDER BY at, weight) FILTER (WHERE direction = 'incoming'), 0) AS incoming,
        count(*) FILTER (WHERE direction = 'outgoing') AS sent,
        count(*) FILTER (WHERE direction = 'incoming') AS received
      FROM faded GROUP BY person_id, mailbox_class, as_of
    )`;
}
