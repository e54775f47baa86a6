import { z } from 'zod';
import { NO_LOSSES, type Losses } from '../core/departures/departure-snapshot.ts';
import { idSchema, type Id } from '../core/ids.ts';
import type { Mailbox } from '../core/mailboxes/mailbox.ts';
import { domainOf } from '../core/relationships/address.ts';
import { organizationsIn } from '../core/relationships/derive.ts';
import { recomputeConnections } from './connections.ts';
import { isOfDomain, isUnmentioned } from './mail-losses.ts';
import { deleteOrphans } from './mail-purge.ts';
import { deleteTouches } from './mail-touches.ts';
import { lockMember } from './member-lock.ts';
import type { Scope } from './scope.ts';

const copyRows = z.array(
  z.object({ id: idSchema('message-copy'), interaction_id: idSchema('interaction').nullable() }),
);

export async function forgetMail(scope: Scope, mailbox: Mailbox, limit: number): Promise<Losses> {
  const { db, accountId } = scope;
  await lockMember(scope, mailbox.memberId);
  const copies = copyRows.parse(
    await db.$queryRaw`
      SELECT id, interaction_id FROM message_copy
      WHERE account_id = ${accountId}::uuid AND mailbox_id = ${mailbox.id}::uuid ORDER BY id LIMIT ${limit}::integer`,
  );
  const losses = copies.length === 0 ? NO_LOSSES : await forgetCopies(scope, mailbox, copies);
  if (copies.length < limit) await forgetReading(scope, mailbox.id);
  return losses;
}

async function forgetCopies(scope: Scope, { memberId }: Mailbox, copies: z.output<typeof copyRows>): Promise<Losses> {
  const ids = copies.map(({ id }) => id);
  const interactions = copies.flatMap((copy) => copy.interaction_id ?? []);
  const addresses = await addressesIn(scope, interactions);
  const touched = [...new Set(await deleteTouches(scope, ids))];
  await scope.db.messageCopy.deleteMany({ where: { accountId: scope.accountId, id: { in: ids } } });
  const orphans = await deleteOrphans(scope, interactions);
  await recomputeConnections(scope, memberId, touched);
  const connections = touched.length - (await connectedTo(scope, memberId, touched));
  const people = await deletePeople(scope, addresses);
  const organizations = await deleteOrganizations(scope, addresses);
  return { messages: ids.length, interactions: orphans, connections, people, organizations };
}

const addressRows = z.array(z.object({ address: z.string() }));

async function addressesIn(
  { db, accountId }: Scope,
  interactions: readonly Id<'interaction'>[],
): Promise<readonly string[]> {
  const rows = await db.$queryRaw`
    SELECT DISTINCT address FROM participant
    WHERE account_id = ${accountId}::uuid AND interaction_id = ANY (${[...interactions]}::uuid[])`;
  return addressRows.parse(rows).map(({ address }) => address);
}

const countRows = z.array(z.object({ count: z.int() }));

async function connectedTo(
  { db, accountId }: Scope,
  memberId: Id<'member'>,
  people: readonly Id<'person'>[],
): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(DISTINCT person_id)::integer AS count FROM connection
    WHERE account_id = ${accountId}::uuid AND member_id = ${memberId}::uuid AND person_id = ANY (${[...people]}::uuid[])`;
  return countRows.parse(rows)[0]?.count ?? 0;
}

/** Locked first and looked at after: whoever adds a message of theirs holds the person until it can be seen. */
async function deletePeople({ db, accountId }: Scope, addresses: readonly string[]): Promise<number> {
  await db.$queryRaw`
    SELECT 1 AS one FROM person WHERE account_id = ${accountId}::uuid AND address = ANY (${[...addresses]}::text[])
    ORDER BY address FOR UPDATE`;
  return await db.$executeRaw`
    DELETE FROM person WHERE account_id = ${accountId}::uuid AND address = ANY (${[...addresses]}::text[])
      AND NOT EXISTS (SELECT FROM participant
        WHERE participant.account_id = person.account_id AND participant.address = person.address)
      AND NOT EXISTS (SELECT FROM connection
        WHERE connection.account_id = person.account_id AND connection.person_id = person.id)
      AND ${isUnmentioned('person')}`;
}

async function deleteOrganizations({ db, accountId }: Scope, addresses: readonly string[]): Promise<number> {
  const domains = [...organizationsIn(addresses.map(domainOf))];
  await db.$queryRaw`
    SELECT 1 AS one FROM organization WHERE account_id = ${accountId}::uuid AND domain = ANY (${domains}::text[])
    ORDER BY domain FOR UPDATE`;
  return await db.$executeRaw`
    DELETE FROM organization WHERE account_id = ${accountId}::uuid AND domain = ANY (${domains}::text[])
      AND NOT EXISTS (SELECT FROM person
        WHERE person.account_id = organization.account_id AND person.organization_id = organization.id)
      AND NOT EXISTS (SELECT FROM participant
        WHERE participant.account_id = organization.account_id AND ${isOfDomain()})
      AND ${isUnmentioned('organization')}`;
}

/** By which addresses the owner was known is personal too; the claim stays, so that no older one comes back. */
async function forgetReading({ db, accountId }: Scope, mailboxId: Id<'mailbox'>): Promise<void> {
  await db.parkedItem.deleteMany({ where: { accountId, mailboxId } });
  await db.$executeRaw`
    UPDATE mailbox_reading SET horizon = NULL, aliases = NULL, walk = 1, walk_has_gaps = false,
      unavailable_since = NULL, painted_at = NULL
    WHERE account_id = ${accountId}::uuid AND mailbox_id = ${mailboxId}::uuid`;
}
