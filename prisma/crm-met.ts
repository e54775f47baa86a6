import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type { MetPerson } from '../core/relationships/crm-pages.ts';
import { instantColumn } from './columns.ts';
import type { Scope } from './scope.ts';

const metRows = z.array(
  z.object({
    id: idSchema('person'),
    address: z.string(),
    name: z.string().nullable(),
    organization: z.string().nullable(),
    outgoing: z.number(),
    incoming: z.number(),
    as_of: instantColumn,
    first_at: instantColumn,
    last_at: instantColumn,
    sent: z.int(),
    received: z.int(),
    is_known: z.boolean(),
    is_organization_known: z.boolean(),
  }),
);

export async function readMetBy({ db, accountId }: Scope, member: Id<'member'>): Promise<readonly MetPerson[]> {
  const rows = await db.$queryRaw`
    SELECT person.id, person.address, person.name, organization.domain AS organization,
      met.outgoing, met.incoming, met.as_of, met.first_at, met.last_at, met.sent, met.received,
      EXISTS (SELECT FROM connection AS other
        WHERE other.account_id = met.account_id AND other.person_id = met.person_id
          AND other.member_id <> met.member_id AND other.mailbox_class = 'work') AS is_known,
      EXISTS (SELECT FROM connection AS other JOIN person AS colleague
          ON colleague.account_id = other.account_id AND colleague.id = other.person_id
        WHERE other.account_id = met.account_id AND colleague.organization_id = person.organization_id
          AND other.member_id <> met.member_id AND other.mailbox_class = 'work') AS is_organization_known
    FROM connection AS met
    JOIN person ON person.account_id = met.account_id AND person.id = met.person_id
    LEFT JOIN organization ON organization.account_id = person.account_id AND organization.id = person.organization_id
    WHERE met.account_id = ${accountId}::uuid AND met.member_id = ${member}::uuid AND met.mailbox_class = 'work'
    ORDER BY person.address`;
  return metRows.parse(rows).map((row) => ({
    person: {
      id: row.id,
      address: row.address,
      name: row.name ?? undefined,
      organization: row.organization ?? undefined,
    },
    state: {
      outgoing: row.outgoing,
      incoming: row.incoming,
      asOf: row.as_of,
      firstAt: row.first_at,
      lastAt: row.last_at,
      sent: row.sent,
      received: row.received,
    },
    isKnownBesides: row.is_known,
    isOrganizationKnownBesides: row.is_organization_known,
  }));
}
