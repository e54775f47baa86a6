import { z } from 'zod';
import { withPostgres } from '../../prisma/postgres-client.ts';

/** The key of a message without a Message-ID is made from its mailbox’s own id, which differs from run to run. */
const NAMED = `(
  SELECT i.account_id, i.id, CASE WHEN i.group_key LIKE 'copy:%'
    THEN (SELECT 'copy:' || min(m.address || '/' || c.provider_id) FROM message_copy c JOIN mailbox m ON m.id = c.mailbox_id
          WHERE c.interaction_id = i.id)
    ELSE i.group_key END AS group_key
  FROM interaction i)`;

const rows = z.array(z.record(z.string(), z.unknown()));
export type StoredRows = Readonly<Record<keyof typeof QUERIES, z.infer<typeof rows>>>;

/** Everything a reading leaves behind, by what it is and not by the ids that this run happened to give. */
const QUERIES = {
  copies: `
    SELECT m.address, c.provider_id, c.thread_id, c.skipped, c.occurred_at, c.received_at, c.direction,
           c.subject IS NOT NULL AS has_subject, c.gone_at IS NOT NULL AS is_gone, i.group_key
    FROM message_copy c JOIN mailbox m ON m.id = c.mailbox_id LEFT JOIN ${NAMED} i ON i.id = c.interaction_id
    ORDER BY m.address, c.provider_id`,
  interactions: `SELECT group_key FROM ${NAMED} i ORDER BY group_key`,
  participants: `
    SELECT i.group_key, p.address, p.field, p.kind, member.address AS member
    FROM participant p JOIN ${NAMED} i ON i.id = p.interaction_id LEFT JOIN member ON member.id = p.member_id
    ORDER BY i.group_key, p.address`,
  people: `
    SELECT p.address, p.name, o.domain FROM person p LEFT JOIN organization o ON o.id = p.organization_id
    ORDER BY p.address`,
  organizations: 'SELECT domain FROM organization ORDER BY domain',
  touches: `
    SELECT m.address AS member, p.address AS person, i.group_key, t.mailbox_class, t.at, t.direction, t.weight
    FROM edge_touch t JOIN member m ON m.id = t.member_id JOIN person p ON p.id = t.person_id
      JOIN ${NAMED} i ON i.id = t.interaction_id
    ORDER BY m.address, p.address, i.group_key, t.direction, t.at`,
  connections: `
    SELECT m.address AS member, p.address AS person, c.mailbox_class, c.sent, c.received, c.first_at, c.last_at,
           round(c.outgoing::numeric, 6) AS outgoing, round(c.incoming::numeric, 6) AS incoming
    FROM connection c JOIN member m ON m.id = c.member_id JOIN person p ON p.id = c.person_id
    ORDER BY m.address, p.address, c.mailbox_class`,
  parked: 'SELECT provider_id, reason FROM parked_item ORDER BY provider_id',
  runs: `
    SELECT m.address, r.trigger, r.state, r.expected, r.gaps, r.tally->'seen' AS seen, r.tally->'kept' AS kept,
           r.tally->'skipped' AS skipped, r.tally->'parked' AS parked, r.tally->'removed' AS removed
    FROM sync_run r JOIN mailbox m ON m.id = r.mailbox_id ORDER BY m.address, r.queued_at`,
  cursors: 'SELECT provider, address, cursor FROM mailbox ORDER BY address',
  readings: `
    SELECT m.address, m.health->>'kind' AS health, r.walk, r.walk_has_gaps, r.aliases
    FROM mailbox_reading r JOIN mailbox m ON m.id = r.mailbox_id ORDER BY m.address`,
} as const;

export async function storedRows(adminUrl: string): Promise<StoredRows> {
  return await withPostgres(adminUrl, async (admin) => {
    const read: Record<string, z.infer<typeof rows>> = {};
    for (const [name, query] of Object.entries(QUERIES)) read[name] = rows.parse((await admin.query(query)).rows);
    // Every query was run under its own name.
    return read as StoredRows;
  });
}

/** Any rows, as the superuser sees them. */
export async function rowsOf(adminUrl: string, query: string): Promise<z.infer<typeof rows>> {
  return await withPostgres(adminUrl, async (admin) => rows.parse((await admin.query(query)).rows));
}
