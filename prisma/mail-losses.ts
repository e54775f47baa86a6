import { z } from 'zod';
import { NO_LOSSES, type Losses } from '../core/departures/departure-snapshot.ts';
import { idSchema, type Id } from '../core/ids.ts';
import type { Holdings } from '../core/mailboxes/mail-store.ts';
import type { Mailbox } from '../core/mailboxes/mailbox.ts';
import { organizationsIn } from '../core/relationships/derive.ts';
import { Prisma } from './generated/client.ts';
import type { Scope } from './scope.ts';

const messageRows = z.array(z.object({ mailbox_id: idSchema('mailbox'), messages: z.int() }));
const heldRows = z.array(z.object({ interactions: z.int(), connections: z.int() }));

export async function mailHoldings({ db, accountId }: Scope, mailboxes: readonly Mailbox[]): Promise<Holdings> {
  const ids = mailboxes.map(({ id }) => id);
  const members = [...new Set(mailboxes.map(({ memberId }) => memberId))];
  const messages = await db.$queryRaw`
    SELECT mailbox_id, count(*)::integer AS messages FROM message_copy
    WHERE account_id = ${accountId}::uuid AND mailbox_id = ANY (${ids}::uuid[]) GROUP BY mailbox_id`;
  const held = await db.$queryRaw`
    SELECT
      (SELECT count(DISTINCT interaction_id) FROM message_copy
        WHERE account_id = ${accountId}::uuid AND mailbox_id = ANY (${ids}::uuid[]))::integer AS interactions,
      (SELECT count(DISTINCT (member_id, person_id)) FROM connection
        WHERE account_id = ${accountId}::uuid AND member_id = ANY (${members}::uuid[]))::integer AS connections`;
  const [together] = heldRows.parse(held);
  return {
    messages: new Map(messageRows.parse(messages).map((row) => [row.mailbox_id, row.messages])),
    interactions: together?.interactions ?? 0,
    connections: together?.connections ?? 0,
  };
}

const lossRows = z.array(
  z.object({
    messages: z.int(),
    interactions: z.int(),
    connections: z.int(),
    people: z.int(),
    domains: z.array(z.string()),
  }),
);

export async function mailLosses(scope: Scope, mailboxes: readonly Mailbox[]): Promise<Losses> {
  if (mailboxes.length === 0) return NO_LOSSES;
  const { db, accountId } = scope;
  const ids = mailboxes.map(({ id }) => id);
  const [row] = lossRows.parse(
    await db.$queryRaw`
    ${lost(accountId, ids)}, alone AS (
      SELECT DISTINCT address FROM participant
      WHERE account_id = ${accountId}::uuid AND interaction_id IN (SELECT id FROM lost) AND NOT EXISTS (
        SELECT FROM participant AS other WHERE other.account_id = participant.account_id
          AND other.address = participant.address AND other.interaction_id NOT IN (SELECT id FROM lost))
    )
    SELECT
      (SELECT count(*) FROM copies)::integer AS messages,
      (SELECT count(*) FROM lost)::integer AS interactions,
      (SELECT count(DISTINCT person_id) FROM edge_touch
        WHERE account_id = ${accountId}::uuid AND copy_id IN (SELECT id FROM copies) AND NOT EXISTS (
          SELECT FROM edge_touch AS other WHERE other.account_id = edge_touch.account_id
            AND other.member_id = edge_touch.member_id AND other.person_id = edge_touch.person_id
            AND other.copy_id NOT IN (SELECT id FROM copies)))::integer AS connections,
      (SELECT count(*) FROM person
        WHERE account_id = ${accountId}::uuid AND address IN (SELECT address FROM alone)
          AND ${isUnmentioned('person')})::integer AS people,
      (SELECT coalesce(array_agg(DISTINCT split_part(address, '@', 2)), '{}') FROM alone) AS domains`,
  );
  if (row === undefined) throw new Error('A sum has no row');
  const { domains, ...losses } = row;
  return { ...losses, organizations: await lostOrganizations(scope, ids, domains) };
}

/** Copies of these mailboxes, and the interactions that no other mailbox holds a copy of. */
function lost(accountId: Id<'account'>, mailboxes: readonly Id<'mailbox'>[]): Prisma.Sql {
  const ids = [...mailboxes];
  return Prisma.sql`
    WITH copies AS MATERIALIZED (
      SELECT id, interaction_id FROM message_copy
      WHERE account_id = ${accountId}::uuid AND mailbox_id = ANY (${ids}::uuid[])
    ), lost AS MATERIALIZED (
      SELECT DISTINCT interaction_id AS id FROM copies
      WHERE interaction_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM message_copy AS other WHERE other.account_id = ${accountId}::uuid
          AND other.interaction_id = copies.interaction_id AND other.mailbox_id <> ALL (${ids}::uuid[]))
    )`;
}

const countRows = z.array(z.object({ count: z.int() }));

/** An organization goes with the last address of its domain that any interaction names. */
async function lostOrganizations(
  { db, accountId }: Scope,
  mailboxes: readonly Id<'mailbox'>[],
  domains: readonly string[],
): Promise<number> {
  const candidates = organizationsIn(domains);
  if (candidates.length === 0) return 0;
  const rows = await db.$queryRaw`
    ${lost(accountId, mailboxes)}
    SELECT count(*)::integer AS count FROM organization
    WHERE account_id = ${accountId}::uuid AND domain = ANY (${[...candidates]}::text[]) AND NOT EXISTS (
      SELECT FROM participant WHERE participant.account_id = organization.account_id
        AND ${isOfDomain()} AND participant.interaction_id NOT IN (SELECT id FROM lost))
      AND ${isUnmentioned('organization')} AND NOT EXISTS (SELECT FROM person
        WHERE person.account_id = organization.account_id AND person.organization_id = organization.id
          AND NOT ${isUnmentioned('person')})`;
  return countRows.parse(rows)[0]?.count ?? 0;
}

/** Subdomains belong to the organization of the domain above them. */
export function isOfDomain(): Prisma.Sql {
  return Prisma.sql`(split_part(participant.address, '@', 2) = organization.domain
    OR right(participant.address, length(organization.domain) + 1) = '.' || organization.domain)`;
}

/** Whom colleagues keep in a list or write notes about stays, whatever became of the mail that told of them. */
export function isUnmentioned(kind: 'person' | 'organization'): Prisma.Sql {
  const listed = Prisma.sql`SELECT FROM list_entry WHERE list_entry.kind = ${kind}`;
  return kind === 'person'
    ? Prisma.sql`(NOT EXISTS (${listed}
        AND list_entry.account_id = person.account_id AND list_entry.target_id = person.id)
        AND NOT EXISTS (SELECT FROM note_person
          WHERE note_person.account_id = person.account_id AND note_person.person_id = person.id))`
    : Prisma.sql`(NOT EXISTS (${listed}
        AND list_entry.account_id = organization.account_id AND list_entry.target_id = organization.id)
        AND NOT EXISTS (SELECT FROM note
          WHERE note.account_id = organization.account_id AND note.organization_id = organization.id))`;
}
