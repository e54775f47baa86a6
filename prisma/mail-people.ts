import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type { OrganizationToKeep, PersonToKeep } from '../core/mailboxes/mail-store.ts';
import { staleRow } from '../core/stale-row.ts';
import { rowsParameter } from './rows-parameter.ts';
import type { Scope } from './scope.ts';

/** Answers how many were not known. */
export async function keepOrganizations(
  { db, accountId }: Scope,
  organizations: readonly OrganizationToKeep[],
): Promise<number> {
  if (organizations.length === 0) return 0;
  const added = await db.$executeRaw`
    INSERT INTO organization (account_id, id, domain)
    SELECT ${accountId}::uuid, page.id, page.domain
    FROM jsonb_to_recordset(${rowsParameter(organizations)}::jsonb) AS page(id uuid, domain text)
    ORDER BY page.domain COLLATE "C"
    ON CONFLICT (account_id, domain) DO NOTHING`;
  const domains = organizations.map(({ domain }) => domain);
  const held: unknown = await db.$queryRaw`
    SELECT 1 AS one FROM organization WHERE account_id = ${accountId}::uuid AND domain = ANY (${domains}::text[])
    ORDER BY domain FOR KEY SHARE`;
  // One that nothing else named was forgotten a moment ago: it is new again.
  if (z.array(z.unknown()).parse(held).length < new Set(domains).size) throw staleRow('Organization');
  return added;
}

const written = z.array(z.object({ is_new: z.boolean() }));
const known = z.array(z.object({ id: idSchema('person'), address: z.string() }));

/** Of several names the latest stays. Rows that would not change are left alone, so that mailboxes do not wait for each other. */
export async function keepPeople(
  { db, accountId }: Scope,
  people: readonly PersonToKeep[],
): Promise<{ readonly ids: ReadonlyMap<string, Id<'person'>>; readonly added: number }> {
  if (people.length === 0) return { ids: new Map(), added: 0 };
  const rows = people.map(({ seenAt, name, ...person }) => ({
    ...person,
    name,
    named_at: name === undefined ? undefined : seenAt,
  }));
  const answer = await db.$queryRaw`
    INSERT INTO person AS stored (account_id, id, address, name, named_at, organization_id)
    SELECT ${accountId}::uuid, page.id, page.address, page.name, page.named_at, organization.id
    FROM jsonb_to_recordset(${rowsParameter(rows)}::jsonb)
      AS page(id uuid, address text, name text, named_at timestamptz, organization text)
    LEFT JOIN organization ON organization.account_id = ${accountId}::uuid AND organization.domain = page.organization
    WHERE NOT EXISTS (
      SELECT FROM person AS same WHERE same.account_id = ${accountId}::uuid AND same.address = page.address
        AND (page.name IS NULL OR (same.named_at, same.name COLLATE "C") >= (page.named_at, page.name)))
    ORDER BY page.address COLLATE "C"
    ON CONFLICT (account_id, address) DO UPDATE SET name = excluded.name, named_at = excluded.named_at
    WHERE excluded.name IS NOT NULL AND (stored.name IS NULL
      OR (stored.named_at, stored.name COLLATE "C") < (excluded.named_at, excluded.name))
    RETURNING xmax = 0 AS is_new`;
  const addresses = people.map(({ address }) => address);
  const found = await db.$queryRaw`
    SELECT id, address FROM person
    WHERE account_id = ${accountId}::uuid AND address = ANY (${addresses}::text[])
    ORDER BY address FOR KEY SHARE`;
  const ids = new Map(known.parse(found).map(({ id, address }) => [address, id]));
  // Somebody whom nothing else named was forgotten a moment ago: they are new again.
  if (ids.size < new Set(addresses).size) throw staleRow('Person');
  return {
    ids,
    added: written.parse(answer).filter((row) => row.is_new).length,
  };
}
