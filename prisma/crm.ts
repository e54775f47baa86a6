import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type {
  CrmStore,
  OrganizationSearch,
  PeopleSearch,
  StoredConnection,
  StoredContact,
} from '../core/relationships/crm-store.ts';
import { unreachable } from '../core/result.ts';
import { instantColumn } from './columns.ts';
import { readContacts, readContactsOf } from './crm-contacts.ts';
import { Prisma } from './generated/client.ts';
import type { Scope } from './scope.ts';

export function createCrmStore(scope: Scope): CrmStore {
  return {
    people: async (viewer, search, limit) => people.parse(await findPeople(scope, viewer, search, limit)),
    organizations: async (viewer, search, limit) =>
      organizations.parse(await findOrganizations(scope, viewer, search, limit)),
    connections: (ids) => connections(scope, ids),
    contacts: (address, limit): Promise<readonly StoredContact[]> => readContacts(scope, address, limit),
    contactsOf: (member, limit) => readContactsOf(scope, member, limit),
    counts: async () => counts.parse(await count(scope))[0] ?? NOTHING,
  };
}

const people = z.array(
  z
    .object({
      id: idSchema('person'),
      address: z.string(),
      name: z.string().nullable(),
      organization: z.string().nullable(),
    })
    .transform(({ name, organization, ...row }) => ({
      ...row,
      name: name ?? undefined,
      organization: organization ?? undefined,
    })),
);
const organizations = z.array(z.object({ id: idSchema('organization'), domain: z.string() }));

/** Met in a work mailbox, or in one of the viewer's own. */
function findable(accountId: Id<'account'>, viewer: Id<'member'>): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM participant
    JOIN message_copy AS copy USING (account_id, interaction_id)
    JOIN mailbox ON mailbox.account_id = copy.account_id AND mailbox.id = copy.mailbox_id
    WHERE participant.account_id = ${accountId}::uuid AND participant.address = person.address
      AND (mailbox.class = 'work' OR mailbox.member_id = ${viewer}::uuid))`;
}

function findPeople(
  { db, accountId }: Scope,
  viewer: Id<'member'>,
  search: PeopleSearch,
  limit: number,
): Promise<unknown> {
  return db.$queryRaw`
    SELECT person.id, person.address, person.name, organization.domain AS organization
    FROM person LEFT JOIN organization
      ON organization.account_id = person.account_id AND organization.id = person.organization_id
    WHERE person.account_id = ${accountId}::uuid AND ${peopleWanted(search)} AND ${findable(accountId, viewer)}
    ORDER BY person.address LIMIT ${limit}::integer`;
}

function peopleWanted(search: PeopleSearch): Prisma.Sql {
  switch (search.kind) {
    case 'address':
      return Prisma.sql`person.address = ${search.address}`;
    case 'organization':
      return Prisma.sql`organization.domain = ${search.domain}`;
    case 'name':
      return hasAllWords(Prisma.sql`person.name`, search.words);
    default:
      return unreachable(search);
  }
}

/** Not a pattern, so that a percent sign means itself. */
function hasAllWords(column: Prisma.Sql, words: readonly string[]): Prisma.Sql {
  return Prisma.sql`${column} IS NOT NULL AND NOT EXISTS (
    SELECT FROM unnest(${[...words]}::text[]) AS word WHERE position(lower(word) IN lower(${column})) = 0)`;
}

function findOrganizations(
  { db, accountId }: Scope,
  viewer: Id<'member'>,
  search: OrganizationSearch,
  limit: number,
): Promise<unknown> {
  const column = Prisma.sql`organization.domain`;
  const wanted =
    search.kind === 'domain' ? Prisma.sql`${column} = ${search.domain}` : hasAllWords(column, search.words);
  return db.$queryRaw`
    SELECT id, domain FROM organization
    WHERE account_id = ${accountId}::uuid AND ${wanted} AND EXISTS (
      SELECT FROM person WHERE person.account_id = organization.account_id
        AND person.organization_id = organization.id AND ${findable(accountId, viewer)})
    ORDER BY domain LIMIT ${limit}::integer`;
}

const connectionRow = z.object({
  memberId: idSchema('member'),
  personId: idSchema('person'),
  mailboxClass: z.enum(['work', 'personal']),
  outgoing: z.number(),
  incoming: z.number(),
  asOf: instantColumn,
  firstAt: instantColumn,
  lastAt: instantColumn,
  sent: z.int(),
  received: z.int(),
});

async function connections({ db, accountId }: Scope, ids: readonly Id<'person'>[]): Promise<StoredConnection[]> {
  const orderBy = [{ memberId: 'asc' as const }, { personId: 'asc' as const }, { mailboxClass: 'asc' as const }];
  const rows = await db.connection.findMany({ where: { accountId, personId: { in: [...ids] } }, orderBy });
  return rows.map((row) => {
    const { memberId, personId, mailboxClass, ...state } = connectionRow.parse(row);
    return { memberId, personId, mailboxClass, state };
  });
}

const counts = z.array(
  z.object({
    people: z.int(),
    organizations: z.int(),
    interactions: z.int(),
    connections: z.int(),
    messages: z.int(),
  }),
);
const NOTHING = { people: 0, organizations: 0, interactions: 0, connections: 0, messages: 0 };

/** A pair that mails through both kinds of mailboxes is one connection. */
function count({ db, accountId }: Scope): Promise<unknown> {
  return db.$queryRaw`
    SELECT
      (SELECT count(*) FROM person WHERE account_id = ${accountId}::uuid)::integer AS people,
      (SELECT count(*) FROM organization WHERE account_id = ${accountId}::uuid)::integer AS organizations,
      (SELECT count(*) FROM interaction WHERE account_id = ${accountId}::uuid)::integer AS interactions,
      (SELECT count(DISTINCT (member_id, person_id)) FROM connection
        WHERE account_id = ${accountId}::uuid)::integer AS connections,
      (SELECT count(*) FROM message_copy WHERE account_id = ${accountId}::uuid)::integer AS messages`;
}
