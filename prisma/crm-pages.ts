import type {
  Beholder,
  CrmPageStore,
  OrganizationFilter,
  Page,
  PeopleFilter,
} from '../core/relationships/crm-pages.ts';
import { pageContacts } from './crm-contacts.ts';
import { organizationRows, peopleRows } from './crm-rows.ts';
import { findableOrganization, findablePerson, organizationsWanted, peopleWanted } from './crm-wanted.ts';
import { readMetBy } from './crm-met.ts';
import { Prisma } from './generated/client.ts';
import type { Scope } from './scope.ts';

export function createCrmPageStore(scope: Scope): CrmPageStore {
  return {
    people: async (by, filter, page) => peopleRows.parse(await pageOfPeople(scope, by, filter, page)),
    organizations: async (by, filter, page) =>
      organizationRows.parse(await pageOfOrganizations(scope, by, filter, page)),
    metBy: (member) => readMetBy(scope, member),
    interactions: (filter, page) => pageContacts(scope, filter, page),
  };
}

function pageOfPeople(
  { db, accountId }: Scope,
  by: Beholder,
  filter: PeopleFilter,
  { before, limit }: Page<'person'>,
): Promise<unknown> {
  const paged = before === undefined ? Prisma.sql`true` : Prisma.sql`person.id < ${before}::uuid`;
  return db.$queryRaw`
    SELECT person.id, person.address, person.name, organization.domain AS organization
    FROM person LEFT JOIN organization
      ON organization.account_id = person.account_id AND organization.id = person.organization_id
    WHERE person.account_id = ${accountId}::uuid AND ${paged} AND ${peopleWanted(filter)}
      AND ${findablePerson(accountId, by)}
    ORDER BY person.id DESC LIMIT ${limit}::integer`;
}

function pageOfOrganizations(
  { db, accountId }: Scope,
  by: Beholder,
  filter: OrganizationFilter,
  { before, limit }: Page<'organization'>,
): Promise<unknown> {
  const paged = before === undefined ? Prisma.sql`true` : Prisma.sql`organization.id < ${before}::uuid`;
  return db.$queryRaw`
    SELECT id, domain FROM organization
    WHERE account_id = ${accountId}::uuid AND ${paged} AND ${organizationsWanted(filter)}
      AND ${findableOrganization(accountId, by)}
    ORDER BY id DESC LIMIT ${limit}::integer`;
}
