import { z } from 'zod';
import type { Id } from '../core/ids.ts';
import type { Erased, TraceStore } from '../core/removals/trace-store.ts';
import { noticesNaming, rewriteMentions } from './mentions.ts';
import type { Scope } from './scope.ts';

export function createTraceStore(scope: Scope): TraceStore {
  return {
    aliases: (member) => aliasesOf(scope, member),
    erase: (member, addresses) => erase(scope, member, [...addresses]),
    noticesNaming: (person, page) => noticesNaming(scope, person, page),
    rewrite: (person, limit) => rewriteMentions(scope, person, limit),
  };
}

const aliasRows = z.array(z.object({ alias: z.string() }));

async function aliasesOf({ db, accountId }: Scope, memberId: Id<'member'>): Promise<readonly string[]> {
  const rows = await db.$queryRaw`
    SELECT DISTINCT unnest(aliases) AS alias FROM mailbox_reading
    JOIN mailbox ON mailbox.account_id = mailbox_reading.account_id AND mailbox.id = mailbox_reading.mailbox_id
    WHERE mailbox_reading.account_id = ${accountId}::uuid AND mailbox.member_id = ${memberId}::uuid ORDER BY alias`;
  return aliasRows.parse(rows).map(({ alias }) => alias);
}

const connectedRows = z.array(z.object({ count: z.int() }));

/** Whoever stands in lists and notes leaves an entry without a name; the others leave nothing. */
async function erase({ db, accountId }: Scope, memberId: Id<'member'>, addresses: string[]): Promise<Erased> {
  const participants = await db.$executeRaw`
    DELETE FROM participant WHERE account_id = ${accountId}::uuid
      AND (address = ANY (${addresses}::text[]) OR member_id = ${memberId}::uuid)`;
  const people = await db.person.findMany({ where: { accountId, address: { in: addresses } }, select: { id: true } });
  const ids = people.map(({ id }) => id);
  const connected = await db.$queryRaw`
    SELECT count(DISTINCT (member_id, person_id))::integer AS count FROM connection
    WHERE account_id = ${accountId}::uuid AND person_id = ANY (${ids}::uuid[])`;
  await db.edgeTouch.deleteMany({ where: { accountId, personId: { in: ids } } });
  await db.connection.deleteMany({ where: { accountId, personId: { in: ids } } });
  await db.$executeRaw`
    DELETE FROM person WHERE account_id = ${accountId}::uuid AND id = ANY (${ids}::uuid[])
      AND NOT EXISTS (SELECT FROM list_entry AS entry
        WHERE entry.account_id = person.account_id AND entry.target_id = person.id)
      AND NOT EXISTS (SELECT FROM note_person AS note
        WHERE note.account_id = person.account_id AND note.person_id = person.id)`;
  await db.$executeRaw`
    UPDATE person SET name = NULL, named_at = NULL, organization_id = NULL,
      address = 'removed-' || id || '@removed.invalid'
    WHERE account_id = ${accountId}::uuid AND id = ANY (${ids}::uuid[])`;
  const [row] = connectedRows.parse(connected);
  return { participants, people: ids.length, connections: row?.count ?? 0 };
}
