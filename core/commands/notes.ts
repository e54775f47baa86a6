import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Ids } from '../ids.ts';
import { sealedBody } from '../notes/note-body.ts';
import { notedView, notesView, nothingToAttachView } from '../notes/note-views.ts';
import type { Note, NoteSubject } from '../notes/note.ts';
import { audienceFor, findAbout, notFoundView } from '../records/find-about.ts';
import { noteFilterOf, readNotes } from '../records/read-notes.ts';
import type { RecordContext } from '../records/record-context.ts';
import { lastContact } from '../relationships/last-contact.ts';
import type { SeenContact } from '../relationships/seen-contacts.ts';
import type { Candidate } from '../relationships/who-knows.ts';
import type { WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import { absentWhenEmpty } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { inRecords } from './in-records.ts';
import { aboutArgument, noteTextArgument } from './note-arguments.ts';
import { createNoteChanges } from './note-changes.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export type NotesDeps = WhoKnowsDeps & { readonly ids: Ids; readonly audit: AuditTrail };

const NOTE = signature({
  name: 'note',
  group: 'insight',
  summary: 'Write a note on a person or an organization; with on:last, on the last message with them',
  example: '/seat note grace@navy.example Wants the contract by May',
  reach: 'typed',
  typed: ['about', 'text'],
  endsInText: true,
  args: z.object({
    about: aboutArgument,
    text: noteTextArgument,
    on: absentWhenEmpty(z.literal('last', 'Write on:last, or nothing for a note on them.')),
  }),
});

const NOTES = signature({
  name: 'notes',
  group: 'insight',
  summary: 'The notes on a person or an organization',
  example: '/seat notes grace@navy.example',
  reach: 'typed',
  typed: ['about'],
  args: z.object({ about: aboutArgument }),
});

export function createNotes(deps: NotesDeps): readonly Command[] {
  return [
    command({
      signature: NOTE,
      run: (args, context) => inRecords(deps, context, (records) => write(deps, records, args, context)),
    }),
    command({
      signature: NOTES,
      run: (args, context) => inRecords(deps, context, (records) => show(deps, records, args.about)),
    }),
    ...createNoteChanges(deps),
  ];
}

async function write(
  deps: NotesDeps,
  records: RecordContext,
  args: z.output<typeof NOTE.args>,
  context: CommandContext,
): Promise<Reply> {
  const found = await findAbout(records, args.about);
  if (found.kind !== 'found')
    return privately(notFoundView(found, { command: 'note', args: (meant) => ({ ...args, about: meant }) }));
  const contact = args.on === undefined ? undefined : await lastWith(deps, records, found.about);
  if (args.on !== undefined && contact === undefined) return privately(nothingToAttachView(found.about));

  const { stores, account, now } = context;
  const owned = { id: deps.ids.next('note'), accountId: account.id };
  const note: Note = {
    ...owned,
    authorId: records.viewer.memberId,
    subject: subjectOf(found.about, contact),
    audience: await audienceFor(records, found.about),
    body: await sealedBody(deps, stores, owned, args.text),
    writtenAt: now,
    editedAt: undefined,
  };
  await stores.notes.add(note);
  await deps.audit(stores, account.id, {
    kind: 'note.written',
    at: now,
    actor: auditActor(context),
    subject: { kind: 'note', id: note.id },
    facts: { on: note.subject.kind, audience: note.audience },
    personal: [],
  });
  return privately(notedView(found.about, note, contact));
}

async function lastWith(deps: NotesDeps, records: RecordContext, of: Candidate): Promise<SeenContact | undefined> {
  return of.kind === 'person' ? await lastContact(deps, records, of.person) : undefined;
}

function subjectOf(of: Candidate, contact: SeenContact | undefined): NoteSubject {
  if (of.kind === 'organization') return { kind: 'organization', organizationId: of.organization.id };
  const people = [of.person.id];
  return contact === undefined
    ? { kind: 'people', people }
    : { kind: 'interaction', interactionId: contact.id, people };
}

const MOST_SHOWN = 10;

async function show(deps: NotesDeps, records: RecordContext, typed: string): Promise<Reply> {
  const found = await findAbout(records, typed);
  if (found.kind !== 'found')
    return privately(notFoundView(found, { command: 'notes', args: (meant) => ({ about: meant }) }));
  const { items, next } = await readNotes(deps, records, noteFilterOf(found.about), {
    before: undefined,
    limit: MOST_SHOWN,
  });
  return privately(notesView(found.about, items, { areMore: next !== undefined, viewer: records.viewer.memberId }));
}
