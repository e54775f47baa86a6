import type { CrmStore, StoredConnection, StoredContact } from '../../../core/relationships/crm-store.ts';
import type { Participant } from '../../../core/relationships/participants.ts';
import { connectionsIn } from './connections.ts';
import { isWanted, isWantedOrganization, openFindable, organizationOf, personOf } from './findable.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import type { CopyRow, Tables } from './tables.ts';
import { openUnpurged } from './unpurged.ts';

export type InteractionRow = CopyRow & { readonly copy: Extract<CopyRow['copy'], { kind: 'interaction' }> };

export function openCrm(tables: Tables, session: Session): CrmStore {
  const people = openUnpurged(tables.people, session);
  const copies = openTable(tables.copies, session);
  const live = async () => (await copies.all()).filter(({ isPurged }) => !isPurged);
  const findable = openFindable(tables, session);
  return {
    people: async (viewer, search, limit) =>
      (await findable.people(viewer))
        .filter((person) => isWanted(person, search))
        .slice(0, limit)
        .map(personOf),
    organizations: async (viewer, search, limit) =>
      (await findable.organizations(viewer))
        .filter((organization) => isWantedOrganization(organization, search))
        .slice(0, limit)
        .map(organizationOf),
    connections: async (ids) => {
      const idByAddress = new Map((await people.all()).map(({ address, id }) => [address, id]));
      return connectionsIn(await live())
        .flatMap(({ address, ...rest }): readonly StoredConnection[] => {
          const personId = idByAddress.get(address);
          return personId !== undefined && ids.includes(personId) ? [{ ...rest, personId }] : [];
        })
        .toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
    },
    contacts: async (address, limit) => contactsWith(address, (await live()).filter(isInteraction)).slice(0, limit),
    contactsOf: async (member, limit) => {
      const rows = (await live()).filter(isInteraction);
      const own = new Set(rows.filter(({ memberId }) => memberId === member).map(({ copy }) => copy.groupKey));
      return contactsIn(rows.filter(({ copy }) => own.has(copy.groupKey))).slice(0, limit);
    },
    counts: async () => {
      const rows = await live();
      const pairs = connectionsIn(rows).map(({ memberId, address }) => JSON.stringify([memberId, address]));
      return {
        people: (await people.all()).length,
        organizations: (await openUnpurged(tables.organizations, session).all()).length,
        interactions: new Set(rows.filter(isInteraction).map(({ copy }) => copy.groupKey)).size,
        connections: new Set(pairs).size,
        messages: rows.length,
      };
    },
  };
}

export function isInteraction(row: CopyRow): row is InteractionRow {
  return row.copy.kind === 'interaction';
}

/** Copies may differ by their mailbox's clock; the earliest is when it happened. */
function contactsWith(address: string, rows: readonly InteractionRow[]): readonly StoredContact[] {
  return contactsIn(rows).filter(({ participants }) => participants.some((one) => one.address === address));
}

export function contactsIn(rows: readonly InteractionRow[]): readonly StoredContact[] {
  const groups = Object.values(Object.groupBy(rows, ({ copy }) => copy.groupKey));
  return groups
    .map((group) => contactOf(group ?? []))
    .filter((contact) => contact !== undefined)
    .toSorted((one, other) => Temporal.Instant.compare(other.occurredAt, one.occurredAt));
}

function contactOf(rows: readonly InteractionRow[]): StoredContact | undefined {
  const [occurredAt] = rows
    .map(({ copy }) => copy.occurredAt)
    .toSorted((one, other) => Temporal.Instant.compare(one, other));
  const id = rows[0]?.copy.interactionId;
  if (occurredAt === undefined || id === undefined) return undefined;
  const copies = rows.map(({ memberId, mailboxId, mailboxClass, copy: { providerId, subject } }) => ({
    memberId,
    mailboxId,
    mailboxClass,
    providerId,
    subject,
  }));
  return { id, occurredAt, participants: participantsIn(rows), copies };
}

/** Copies may tell a participant differently: whoever is known as a member is one, and of two names one stays for good. */
function participantsIn(rows: readonly InteractionRow[]): readonly Participant[] {
  const byAddress = new Map<string, Participant>();
  for (const participant of rows.flatMap(({ copy }) => copy.participants)) {
    const { address } = participant;
    const before = byAddress.get(address);
    const known = participant.kind === 'owner' ? { ...participant, kind: 'member' as const } : participant;
    const kept = before?.kind === 'member' && known.kind !== 'member' ? before : known;
    const name = [before?.name, known.name]
      .filter((one) => one !== undefined)
      .toSorted()
      .at(-1);
    byAddress.set(address, { ...kept, field: before?.field ?? known.field, name });
  }
  return [...byAddress.values()].toSorted((one, other) => (one.address < other.address ? -1 : 1));
}

function orderOf({ memberId, personId, mailboxClass }: StoredConnection): string {
  return `${memberId} ${personId} ${mailboxClass}`;
}
