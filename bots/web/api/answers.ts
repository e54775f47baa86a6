import { z } from 'zod';
import { LIST_PRIVACIES, type List } from '../../../core/lists/list.ts';
import type { Member } from '../../../core/people/member.ts';
import type { ReadEntry } from '../../../core/records/read-lists.ts';
import type { ReadNote } from '../../../core/records/read-notes.ts';
import type { StoredOrganization, StoredPerson } from '../../../core/relationships/crm-store.ts';
import { PRIVACY_LEVELS } from '../../../core/relationships/privacy.ts';
import type { SeenContact } from '../../../core/relationships/seen-contacts.ts';
import type { Connection } from '../../../core/relationships/visible-connections.ts';

const id = z.uuid();
const moment = z.iso.datetime({ precision: 3 }).describe('In UTC.');

export const person = z
  .object({
    id,
    name: z.string().nullable(),
    address: z.string(),
    organization: z.string().nullable().describe('The registrable domain they belong to.'),
  })
  .describe('Somebody outside the company.');
export const organization = z.object({ id, domain: z.string() });
export const member = z.object({ id, name: z.string() }).describe('A member of the account.');

export const connection = z.object({
  member,
  person,
  strength: z.int().min(10).max(100).describe('From 10, weak, to 100, strong.'),
  lastContactAt: moment,
  sent: z.int().min(0),
  received: z.int().min(0),
});

export const interaction = z.object({
  id,
  at: moment,
  participants: z.array(
    z.object({
      field: z.enum(['from', 'to', 'cc']),
      address: z.string(),
      name: z.string().nullable(),
      side: z.enum(['member', 'internal', 'external']),
    }),
  ),
  subject: z.string().nullable(),
  limitedBy: z
    .enum(PRIVACY_LEVELS)
    .nullable()
    .describe('The privacy level that withheld subject or content; null where nothing was withheld.'),
});

export const list = z.object({
  id,
  name: z.string(),
  privacy: z.enum(LIST_PRIVACIES),
  owner: member,
  createdAt: moment,
});

export const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), addedAt: moment, person }),
  z.object({ kind: z.literal('organization'), addedAt: moment, organization }),
]);

export const note = z.object({
  id,
  author: member,
  writtenAt: moment,
  editedAt: moment.nullable().describe('When its author changed it last.'),
  text: z.string(),
  people: z.array(person),
  organization: organization.nullable(),
  interactionId: id.nullable().describe('Where it is attached; a regular note has none.'),
});

export function personAnswer({ id: of, name, address, organization: domain }: StoredPerson): z.input<typeof person> {
  return { id: of, name: name ?? null, address, organization: domain ?? null };
}

export function organizationAnswer({ id: of, domain }: StoredOrganization): z.input<typeof organization> {
  return { id: of, domain };
}

export function connectionAnswer(of: Connection): z.input<typeof connection> {
  return {
    member: memberAnswer(of.member),
    person: personAnswer(of.person),
    strength: of.strength.score,
    lastContactAt: momentAnswer(of.lastAt),
    sent: of.sent,
    received: of.received,
  };
}

export function interactionAnswer(of: SeenContact): z.input<typeof interaction> {
  return {
    id: of.id,
    at: momentAnswer(of.at),
    participants: of.participants.flatMap(({ field, address, name, kind }) =>
      field === 'bcc' ? [] : [{ field, address, name: name ?? null, side: kind === 'owner' ? 'member' : kind }],
    ),
    subject: of.subject ?? null,
    limitedBy: of.limitedBy ?? null,
  };
}

export function listAnswer(of: List, members: readonly Member[]): z.input<typeof list> {
  const owner = members.find(({ id: one }) => one === of.ownerId);
  if (owner === undefined) throw new Error(`The owner of list ${of.id} is no member`);
  const { id: its, name, privacy, createdAt } = of;
  return { id: its, name, privacy, owner: memberAnswer(owner), createdAt: momentAnswer(createdAt) };
}

export function entryAnswer(of: ReadEntry): z.input<typeof entry> {
  const addedAt = momentAnswer(of.addedAt);
  return of.kind === 'person'
    ? { kind: of.kind, addedAt, person: personAnswer(of.person) }
    : { kind: of.kind, addedAt, organization: organizationAnswer(of.organization) };
}

export function noteAnswer(of: ReadNote): z.input<typeof note> {
  return {
    id: of.id,
    author: memberAnswer(of.author),
    writtenAt: momentAnswer(of.writtenAt),
    editedAt: of.editedAt === undefined ? null : momentAnswer(of.editedAt),
    text: of.text,
    people: of.people.map(personAnswer),
    organization: of.organization === undefined ? null : organizationAnswer(of.organization),
    interactionId: of.interactionId ?? null,
  };
}

function memberAnswer({ id: of, fullName }: Member): z.input<typeof member> {
  return { id: of, name: fullName };
}

function momentAnswer(at: Temporal.Instant): string {
  return at.toString({ fractionalSecondDigits: 3 });
}
