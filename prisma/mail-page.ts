import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type { MailPage, MessageCopy } from '../core/mailboxes/mail-store.ts';
import type { Tally } from '../core/mailboxes/sync-run.ts';
import { instantColumn } from './columns.ts';
import { recomputeConnections } from './connections.ts';
import { deleteOrphans } from './mail-purge.ts';
import { keepInteractions, keepParticipants } from './mail-interactions.ts';
import { keepOrganizations, keepPeople } from './mail-people.ts';
import { lockMember } from './member-lock.ts';
import { rowsParameter } from './rows-parameter.ts';
import type { Scope } from './scope.ts';
import { keepTouches } from './mail-touches.ts';

/** One page as a handful of statements, whatever it holds. The reading is held, so nobody else writes this mailbox. */
export async function keepMail(scope: Scope, page: MailPage): Promise<Tally> {
  await lockMember(scope, page.mailbox.memberId);
  const before = await existing(scope, page);
  const leaving = page.copies.filter((copy) => copy.kind === 'out-of-scope' && isKept(before, copy));
  const staying = page.copies.filter((copy) => !leaving.includes(copy));
  const copies = staying.map((copy) => ({ ...copy, id: before.get(copy.providerId)?.id ?? copy.id }));
  const withInteraction = copies.filter((copy) => copy.kind === 'interaction');

  const removed = await markGone(scope, page, [...page.removed, ...leaving.map(({ providerId }) => providerId)]);
  const interactions = await keepInteractions(scope, withInteraction);
  const organizations = await keepOrganizations(scope, page.organizations);
  const people = await keepPeople(scope, page.people);
  await keepCopies(scope, page, copies, interactions.ids);
  await keepParticipants(scope, withInteraction, interactions.ids);
  const touched = await keepTouches(scope, page, {
    before: copies.flatMap(({ providerId }) => before.get(providerId)?.id ?? []),
    copies: withInteraction,
    interactions: interactions.ids,
    people: people.ids,
  });
  await deleteOrphans(scope, left(before, copies, interactions.ids));
  const connections = await recomputeConnections(scope, page.mailbox.memberId, touched);
  const parked = await park(scope, page);

  const fresh = copies.filter(({ providerId }) => !before.has(providerId));
  return {
    seen: fresh.length,
    kept: withInteraction.filter((copy) => !isKept(before, copy)).length,
    skipped: skippedIn(fresh),
    parked,
    removed,
    people: people.added,
    organizations,
    interactions: interactions.added,
    connections: connections.added,
  };
}

type Existing = ReadonlyMap<
  string,
  { readonly id: Id<'message-copy'>; readonly interactionId: Id<'interaction'> | null }
>;

const existingRows = z.array(
  z.object({
    id: idSchema('message-copy'),
    provider_id: z.string(),
    interaction_id: idSchema('interaction').nullable(),
  }),
);

async function existing({ db, accountId }: Scope, { mailbox, copies }: MailPage): Promise<Existing> {
  const providerIds = copies.map(({ providerId }) => providerId);
  const rows = await db.$queryRaw`
    SELECT id, provider_id, interaction_id FROM message_copy
    WHERE account_id = ${accountId}::uuid AND mailbox_id = ${mailbox.id}::uuid
      AND provider_id = ANY (${providerIds}::text[])`;
  return new Map(
    existingRows.parse(rows).map((row) => [row.provider_id, { id: row.id, interactionId: row.interaction_id }]),
  );
}

function isKept(before: Existing, { providerId }: MessageCopy): boolean {
  return (before.get(providerId)?.interactionId ?? null) !== null;
}

/** The interactions that copies of this page belonged to and do not any more. */
function left(
  before: Existing,
  copies: readonly MessageCopy[],
  interactions: ReadonlyMap<string, Id<'interaction'>>,
): readonly Id<'interaction'>[] {
  return copies.flatMap((copy) => {
    const was = before.get(copy.providerId)?.interactionId ?? undefined;
    const is = copy.kind === 'interaction' ? interactions.get(copy.groupKey) : undefined;
    return was === undefined || was === is ? [] : [was];
  });
}

const gone = z.array(z.object({ kept: z.boolean() }));

async function markGone({ db, accountId }: Scope, { mailbox, at }: MailPage, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const rows = await db.$queryRaw`
    UPDATE message_copy SET gone_at = ${instantColumn.encode(at)}
    WHERE account_id = ${accountId}::uuid AND mailbox_id = ${mailbox.id}::uuid
      AND provider_id = ANY (${[...ids]}::text[]) AND gone_at IS NULL
    RETURNING interaction_id IS NOT NULL AS kept`;
  return gone.parse(rows).filter(({ kept }) => kept).length;
}

async function keepCopies(
  { db, accountId }: Scope,
  { mailbox, walk }: MailPage,
  copies: readonly MessageCopy[],
  interactions: ReadonlyMap<string, Id<'interaction'>>,
): Promise<void> {
  if (copies.length === 0) return;
  const rows = copies.map((copy) => copyRow(copy, interactions));
  await db.$executeRaw`
    INSERT INTO message_copy AS stored (account_id, id, mailbox_id, provider_id, thread_id, interaction_id, skipped,
      occurred_at, received_at, direction, subject, walk)
    SELECT ${accountId}::uuid, page.id, ${mailbox.id}::uuid, page.provider_id, page.thread_id, page.interaction_id,
      page.skipped, page.occurred_at, page.received_at, page.direction, page.subject, ${walk}::integer
    FROM jsonb_to_recordset(${rowsParameter(rows)}::jsonb) AS page(id uuid, provider_id text, thread_id text,
      interaction_id uuid, skipped text, occurred_at timestamptz, received_at timestamptz, direction text, subject text)
    ORDER BY page.provider_id
    ON CONFLICT (account_id, mailbox_id, provider_id) DO UPDATE SET
      thread_id = excluded.thread_id, interaction_id = excluded.interaction_id, skipped = excluded.skipped,
      occurred_at = excluded.occurred_at, received_at = excluded.received_at, direction = excluded.direction,
      subject = excluded.subject, walk = excluded.walk, gone_at = NULL`;
}

function copyRow(copy: MessageCopy, interactions: ReadonlyMap<string, Id<'interaction'>>) {
  const { id, providerId, threadId, receivedAt, direction } = copy;
  const base = { id, provider_id: providerId, thread_id: threadId, received_at: receivedAt, direction };
  if (copy.kind !== 'interaction') return { ...base, skipped: copy.reason };
  const { occurredAt, subject, groupKey } = copy;
  return { ...base, interaction_id: interactions.get(groupKey), occurred_at: occurredAt, subject };
}

function skippedIn(copies: readonly MessageCopy[]): Tally['skipped'] {
  const counts: Record<string, number> = {};
  for (const copy of copies) {
    if (copy.kind !== 'interaction') counts[copy.reason] = (counts[copy.reason] ?? 0) + 1;
  }
  return counts;
}

const parkedRows = z.array(z.object({ is_new: z.boolean() }));

/** A parked message that could be read this time is parked no more; one that is parked was seen all the same. */
async function park({ db, accountId }: Scope, { mailbox, walk, at, parked, copies }: MailPage): Promise<number> {
  const read = copies.map(({ providerId }) => providerId);
  await db.parkedItem.deleteMany({ where: { accountId, mailboxId: mailbox.id, providerId: { in: read } } });
  if (parked.length === 0) return 0;
  const rows = parked.map(({ providerId, reason }) => ({ provider_id: providerId, reason }));
  const stored = await db.$queryRaw`
    INSERT INTO parked_item AS stored (account_id, mailbox_id, provider_id, reason, attempts, parked_at)
    SELECT ${accountId}::uuid, ${mailbox.id}::uuid, page.provider_id, page.reason, 1, ${instantColumn.encode(at)}
    FROM jsonb_to_recordset(${rowsParameter(rows)}::jsonb) AS page(provider_id text, reason text)
    ORDER BY page.provider_id
    ON CONFLICT (account_id, mailbox_id, provider_id) DO UPDATE SET
      reason = excluded.reason, attempts = stored.attempts + 1
    RETURNING xmax = 0 AS is_new`;
  const ids = parked.map(({ providerId }) => providerId);
  await db.messageCopy.updateMany({
    where: { accountId, mailboxId: mailbox.id, providerId: { in: ids } },
    data: { walk },
  });
  return parkedRows.parse(stored).filter((row) => row.is_new).length;
}
