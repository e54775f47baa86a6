import { z } from 'zod';
import { withPostgres } from '../../prisma/postgres-client.ts';

const LINUS = `(SELECT id FROM member WHERE full_name = 'Linus Torvald' OR address = 'linus@acme.example')`;

const QUERIES = {
  personalMessages: `SELECT count(*)::int AS n FROM message_copy c JOIN mailbox m ON m.id = c.mailbox_id WHERE m.class = 'personal'`,
  messagesOfLinus: `SELECT count(*)::int AS n FROM message_copy c JOIN mailbox m ON m.id = c.mailbox_id WHERE m.member_id IN ${LINUS}`,
  interactionsOfLinus: `SELECT count(DISTINCT c.interaction_id)::int AS n FROM message_copy c JOIN mailbox m ON m.id = c.mailbox_id WHERE m.member_id IN ${LINUS}`,
  connectionsOfLinus: `SELECT count(DISTINCT person_id)::int AS n FROM connection WHERE member_id IN ${LINUS}`,
  messages: 'SELECT count(*)::int AS n FROM message_copy',
  interactions: 'SELECT count(*)::int AS n FROM interaction',
  connections: 'SELECT count(*)::int AS n FROM (SELECT DISTINCT member_id, person_id FROM connection) AS known',
  people: 'SELECT count(*)::int AS n FROM person',
  organizations: 'SELECT count(*)::int AS n FROM organization',
  attachedNotes: 'SELECT count(*)::int AS n FROM note WHERE interaction_id IS NOT NULL',
  notes: 'SELECT count(*)::int AS n FROM note',
} as const;

export type Holdings = Readonly<Record<keyof typeof QUERIES, number>>;

const one = z.tuple([z.object({ n: z.number() })]);

/** What the tables hold, asked by the superuser and past everything that the product says of itself. */
export async function holdingsOf(adminUrl: string): Promise<Holdings> {
  return await withPostgres(adminUrl, async (admin) => {
    const counted: [string, number][] = [];
    for (const [name, query] of Object.entries(QUERIES)) {
      const { rows } = await admin.query(query);
      counted.push([name, one.parse(rows)[0].n]);
    }
    return Object.fromEntries(counted) as Holdings;
  });
}

export function lost(before: Holdings, after: Holdings): Holdings {
  return Object.fromEntries(
    Object.entries(before).map(([name, count]) => [name, count - after[name as keyof Holdings]]),
  ) as Holdings;
}

export const NOTHING = Object.fromEntries(Object.keys(QUERIES).map((name) => [name, 0])) as Holdings;
