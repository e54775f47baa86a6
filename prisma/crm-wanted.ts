import type { Id } from '../core/ids.ts';
import type { Beholder, OrganizationFilter, PeopleFilter } from '../core/relationships/crm-pages.ts';
import { unreachable } from '../core/result.ts';
import { Prisma } from './generated/client.ts';

/** Met in a work mailbox or in one of the viewer's own; or kept on a list or in a note that the viewer may read. */
export function findablePerson(accountId: Id<'account'>, by: Beholder): Prisma.Sql {
  return Prisma.sql`(EXISTS (
    SELECT FROM participant
    JOIN message_copy AS copy USING (account_id, interaction_id)
    JOIN mailbox ON mailbox.account_id = copy.account_id AND mailbox.id = copy.mailbox_id
    WHERE participant.account_id = ${accountId}::uuid AND participant.address = person.address
      AND (mailbox.class = 'work' OR ${isBy(by, Prisma.sql`mailbox.member_id`)}))
    OR ${isListed(accountId, by, Prisma.sql`'person'`, Prisma.sql`person.id`)}
    OR EXISTS (SELECT FROM note_person JOIN note ON note.account_id = note_person.account_id AND note.id = note_person.note_id
      WHERE note_person.account_id = ${accountId}::uuid AND note_person.person_id = person.id
        AND ${isOpenTo(by, Prisma.sql`note`, Prisma.sql`note.author_id`)}))`;
}

/** With people that may be found; or kept on a list or in a note, as a person is. */
export function findableOrganization(accountId: Id<'account'>, by: Beholder): Prisma.Sql {
  return Prisma.sql`(EXISTS (
    SELECT FROM person WHERE person.account_id = organization.account_id
      AND person.organization_id = organization.id AND ${findablePerson(accountId, by)})
    OR ${isListed(accountId, by, Prisma.sql`'organization'`, Prisma.sql`organization.id`)}
    OR EXISTS (SELECT FROM note WHERE note.account_id = ${accountId}::uuid AND note.organization_id = organization.id
      AND ${isOpenTo(by, Prisma.sql`note`, Prisma.sql`note.author_id`)}))`;
}

function isListed(accountId: Id<'account'>, by: Beholder, kind: Prisma.Sql, id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM list_entry AS entry JOIN list ON list.account_id = entry.account_id AND list.id = entry.list_id
    WHERE entry.account_id = ${accountId}::uuid AND entry.target_id = ${id} AND entry.kind = ${kind}
      AND (list.privacy = 'shared' OR ${isBy(by, Prisma.sql`list.owner_id`)})
      AND ${isOpenTo(by, Prisma.sql`entry`, Prisma.sql`entry.added_by`)})`;
}

function isOpenTo(by: Beholder, row: Prisma.Sql, writer: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${row}.audience = 'account' OR ${isBy(by, writer)})`;
}

function isBy(by: Beholder, column: Prisma.Sql): Prisma.Sql {
  return by === 'everybody' ? Prisma.sql`false` : Prisma.sql`${column} = ${by}::uuid`;
}

export function peopleWanted(filter: PeopleFilter): Prisma.Sql {
  switch (filter.kind) {
    case 'all':
      return Prisma.sql`true`;
    case 'among':
      return Prisma.sql`person.id = ANY (${[...filter.ids]}::uuid[])`;
    case 'address':
      return Prisma.sql`person.address = ${filter.address}`;
    case 'organization':
      return Prisma.sql`organization.domain = ${filter.domain}`;
    case 'name':
      return hasAllWords(Prisma.sql`person.name`, filter.words);
    default:
      return unreachable(filter);
  }
}

export function organizationsWanted(filter: OrganizationFilter): Prisma.Sql {
  switch (filter.kind) {
    case 'all':
      return Prisma.sql`true`;
    case 'among':
      return Prisma.sql`organization.id = ANY (${[...filter.ids]}::uuid[])`;
    case 'domain':
      return Prisma.sql`organization.domain = ${filter.domain}`;
    case 'name':
      return hasAllWords(Prisma.sql`organization.domain`, filter.words);
    default:
      return unreachable(filter);
  }
}

/** Not a pattern, so that a percent sign means itself. */
function hasAllWords(column: Prisma.Sql, words: readonly string[]): Prisma.Sql {
  return Prisma.sql`${column} IS NOT NULL AND NOT EXISTS (
    SELECT FROM unnest(${[...words]}::text[]) AS word WHERE position(lower(word) IN lower(${column})) = 0)`;
}
