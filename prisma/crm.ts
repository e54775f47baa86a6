import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type {
  CrmStore,
  OrganizationSearch,
  PeopleSearch,
  StoredConnection,
  StoredContact,
} from '../core/relationships/crm-store.ts';
import { instantColumn } from './columns.ts';
import { readContacts, readContactsOf } from './crm-contacts.ts';
import { organizationRows, peopleRows } from './crm-rows.ts';
import { findableOrganization, findablePerson, organizationsWanted, peopleWanted } from './crm-wanted.ts';
import type { Scope } from './scope.ts';

export function createCrmStore(scope: Scope): CrmStore {
  return {
    people: async (viewer, search, limit) => peopleRows.parse(await findPeople(scope, viewer, search, limit)),
    organizations: async (viewer, search, limit) =>
      organizationRows.parse(await findOrganizations(scope, viewer, search, limit)),
    connections: (ids) => connections(scope, ids),
    contacts: (address, limit): Promise<readonly StoredContact[]> => readContacts(scope, address, limit),
    contactsOf: (member, limit) => readContactsOf(scope, member, limit),
    counts: async () => counts.parse(await count(scope))[0] ?? NOTHING,
  };
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
    WHERE person.account_id = ${accountId}::uuid AND ${peopleWanted(search)} AND ${findablePerson(accountId, viewer)}
    ORDER BY person.address LIMIT ${limit}::integer`;
}

function findOrganizations(
  { db, accountId }: Scope,
  viewer: Id<'member'>,
  search: OrganizationSearch,
  limit: number,
): Promise<unknown> {
  return db.$queryRaw`
    SELECT id, domain FROM organization
    WHERE account_id = ${accountId}::uuid AND ${organizationsWanted(search)} AND ${findableOrganization(accountId, viewer)}
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
