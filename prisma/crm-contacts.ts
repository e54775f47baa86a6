import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type { InteractionFilter, Page } from '../core/relationships/crm-pages.ts';
import type { StoredContact } from '../core/relationships/crm-store.ts';
import type { Participant } from '../core/relationships/participants.ts';
import { unreachable } from '../core/result.ts';
import { instantColumn } from './columns.ts';
import { Prisma } from './generated/client.ts';
import type { Scope } from './scope.ts';

const contactRows = z.array(z.object({ interaction_id: idSchema('interaction'), occurred_at: instantColumn }));

/** Newest first. Copies may differ by their mailbox's clock; the earliest is when it happened. */
export async function readContacts(scope: Scope, address: string, limit: number): Promise<readonly StoredContact[]> {
  const { db, accountId } = scope;
  const found = contactRows.parse(
    await db.$queryRaw`
      SELECT participant.interaction_id, min(copy.occurred_at) AS occurred_at
      FROM participant JOIN message_copy AS copy USING (account_id, interaction_id)
      WHERE participant.account_id = ${accountId}::uuid AND participant.address = ${address}
      GROUP BY participant.interaction_id
      ORDER BY occurred_at DESC, participant.interaction_id LIMIT ${limit}::integer`,
  );
  return await contactsIn(scope, found);
}

export async function readContactsOf(
  scope: Scope,
  member: Id<'member'>,
  limit: number,
): Promise<readonly StoredContact[]> {
  const { db, accountId } = scope;
  const found = contactRows.parse(
    await db.$queryRaw`
      SELECT copy.interaction_id, min(copy.occurred_at) AS occurred_at
      FROM message_copy AS copy
      JOIN mailbox ON mailbox.account_id = copy.account_id AND mailbox.id = copy.mailbox_id
      WHERE copy.account_id = ${accountId}::uuid AND mailbox.member_id = ${member}::uuid
        AND copy.interaction_id IS NOT NULL
      GROUP BY copy.interaction_id
      ORDER BY occurred_at DESC, copy.interaction_id LIMIT ${limit}::integer`,
  );
  return await contactsIn(scope, found);
}

/** Newest first by when they were taken in, which new ones cannot change. */
export async function pageContacts(
  scope: Scope,
  filter: InteractionFilter,
  { before, limit }: Page<'interaction'>,
): Promise<readonly StoredContact[]> {
  const { db, accountId } = scope;
  const paged = before === undefined ? Prisma.sql`true` : Prisma.sql`interaction.id < ${before}::uuid`;
  const rows = await db.$queryRaw`
    SELECT interaction.id AS interaction_id, min(copy.occurred_at) AS occurred_at
    FROM (SELECT account_id, id FROM interaction
      WHERE account_id = ${accountId}::uuid AND ${paged} AND ${wanted(filter)}
      ORDER BY id DESC LIMIT ${limit}::integer) AS interaction
    JOIN message_copy AS copy ON copy.account_id = interaction.account_id AND copy.interaction_id = interaction.id
    GROUP BY interaction.id ORDER BY interaction.id DESC`;
  return await contactsIn(scope, contactRows.parse(rows));
}

function wanted(filter: InteractionFilter): Prisma.Sql {
  switch (filter.kind) {
    case 'all':
      return Prisma.sql`true`;
    case 'among':
      return Prisma.sql`interaction.id = ANY (${[...filter.ids]}::uuid[])`;
    case 'with':
      return Prisma.sql`EXISTS (SELECT FROM participant
        WHERE participant.account_id = interaction.account_id AND participant.interaction_id = interaction.id
          AND participant.address = ${filter.address})`;
    default:
      return unreachable(filter);
  }
}

async function contactsIn(scope: Scope, found: z.output<typeof contactRows>): Promise<readonly StoredContact[]> {
  const ids = found.map((row) => row.interaction_id);
  const participants = Object.groupBy(await readParticipants(scope, ids), (row) => row.interactionId);
  const copies = Object.groupBy(await readCopies(scope, ids), (row) => row.interaction_id);
  return found.map((row) => ({
    id: row.interaction_id,
    occurredAt: row.occurred_at,
    participants: (participants[row.interaction_id] ?? []).map(({ participant }) => participant),
    copies: (copies[row.interaction_id] ?? []).map((copy) => ({
      memberId: copy.member_id,
      mailboxId: copy.mailbox_id,
      mailboxClass: copy.class,
      providerId: copy.provider_id,
      subject: copy.subject ?? undefined,
    })),
  }));
}

const participantRow = z.object({
  interactionId: idSchema('interaction'),
  address: z.string(),
  field: z.enum(['from', 'to', 'cc', 'bcc']),
  kind: z.enum(['member', 'internal', 'external']),
  memberId: idSchema('member').nullable(),
  name: z.string().nullable(),
});

async function readParticipants({ db, accountId }: Scope, ids: readonly string[]) {
  const where = { accountId, interactionId: { in: [...ids] } };
  const rows = await db.participant.findMany({ where, orderBy: { address: 'asc' } });
  return rows.map((row) => {
    const parsed = participantRow.parse(row);
    return { interactionId: parsed.interactionId, participant: participantOf(parsed) };
  });
}

function participantOf({ field, address, name, kind, memberId }: z.output<typeof participantRow>): Participant {
  const base = { field, address, name: name ?? undefined };
  if (kind !== 'member') return { ...base, kind };
  if (memberId === null) throw new Error('A participant that is a member lacks the member');
  return { ...base, kind, memberId };
}

const copyRows = z.array(
  z.object({
    interaction_id: idSchema('interaction'),
    member_id: idSchema('member'),
    mailbox_id: idSchema('mailbox'),
    class: z.enum(['work', 'personal']),
    provider_id: z.string(),
    subject: z.string().nullable(),
  }),
);

async function readCopies({ db, accountId }: Scope, ids: readonly string[]) {
  return copyRows.parse(
    await db.$queryRaw`
      SELECT copy.interaction_id, mailbox.member_id, copy.mailbox_id, mailbox.class, copy.provider_id, copy.subject
      FROM message_copy AS copy
      JOIN mailbox ON mailbox.account_id = copy.account_id AND mailbox.id = copy.mailbox_id
      WHERE copy.account_id = ${accountId}::uuid AND copy.interaction_id = ANY (${[...ids]}::uuid[])
      ORDER BY copy.mailbox_id, copy.provider_id`,
  );
}
