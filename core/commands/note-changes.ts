import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import type { AuditEntry } from '../audit/audit-record.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { holdOn } from '../departures/legal-hold.ts';
import { idSchema, type Id } from '../ids.ts';
import { sealedBody } from '../notes/note-body.ts';
import {
  deletedView,
  deletionForm,
  editForm,
  editedView,
  noOwnNoteView,
  noteDeletionSentence,
  noteHash,
  noteHeldView,
  whichNoteView,
  type ChangedNote,
} from '../notes/note-change-views.ts';
import { edited } from '../notes/note.ts';
import { authorise } from '../people/authority.ts';
import { hasLeft } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { findAbout, keyOf, notFoundView } from '../records/find-about.ts';
import { noteFilterOf, readNotes } from '../records/read-notes.ts';
import type { RecordContext } from '../records/record-context.ts';
import type { WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import { absentWhenEmpty, tickedArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { inRecords } from './in-records.ts';
import { aboutArgument, MOST_IN_NOTE, noteTextArgument } from './note-arguments.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

type NoteChangesDeps = WhoKnowsDeps & { readonly audit: AuditTrail };

const note = absentWhenEmpty(idSchema('note'));
const shown = absentWhenEmpty(z.string());

const EDIT = signature({
  name: 'note edit',
  group: 'insight',
  summary: 'Change what you noted on a person or an organization',
  example: '/seat note edit grace@navy.example',
  reach: 'typed',
  typed: ['about', 'text'],
  carried: ['note', 'shown'],
  endsInText: true,
  args: z.object({ about: aboutArgument, text: absentWhenEmpty(noteTextArgument), note, shown }),
});
const DELETE = signature({
  name: 'note delete',
  group: 'insight',
  summary: 'Delete a note of yours, or of somebody who has left if you manage users; you see it before you agree',
  example: '/seat note delete grace@navy.example',
  reach: 'typed',
  typed: ['about'],
  carried: ['note'],
  args: z.object({ about: aboutArgument, note }),
});
const CONFIRM = signature({
  name: 'note delete confirm',
  group: 'insight',
  summary: 'Agree to delete a note',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({
    about: aboutArgument,
    note,
    shown: z.string(),
    agreed: tickedArgument('Tick the box to agree. Without it nothing is deleted.'),
  }),
});

export function createNoteChanges(deps: NoteChangesDeps): readonly Command[] {
  return [
    command({
      signature: EDIT,
      run: (args, context) => onNote(deps, context, { ...args, ...CHANGING }, (own) => edit(deps, own, args, context)),
    }),
    command({
      signature: DELETE,
      run: (args, context) =>
        onNote(deps, context, { ...args, ...DELETING }, (own) =>
          unlessHeld(context, own, async () => ({ kind: 'form', form: deletionForm(own) })),
        ),
    }),
    command({
      signature: CONFIRM,
      run: (args, context) =>
        onNote(deps, context, { ...args, ...DELETING }, (own) =>
          unlessHeld(context, own, () => confirm(deps, own, args.shown, context)),
        ),
    }),
  ];
}

type Meant = {
  readonly about: string;
  readonly note?: Id<'note'> | undefined;
  readonly text?: string | undefined;
  readonly again: { readonly label: string; readonly command: string };
  /** Nobody may be left who wrote it: then whoever manages users takes it away, and nobody puts words in their mouth. */
  readonly isDeletion: boolean;
};

const CHANGING = { again: { label: 'Change', command: 'note edit' }, isDeletion: false } as const;
const DELETING = { again: { label: 'Delete', command: 'note delete' }, isDeletion: true } as const;

const MOST_LOOKED_AT = 50;

/** Runs on the note that is meant among those that are the viewer's to change; of several none is guessed. */
function onNote(
  deps: NoteChangesDeps,
  context: CommandContext,
  { about: typed, note: id, text, again: { label, command: name }, isDeletion }: Meant,
  run: (own: ChangedNote) => Promise<Reply>,
): Promise<Reply> {
  return inRecords(deps, context, async (records) => {
    const kept = text === undefined ? {} : { text };
    const found = await findAbout(records, typed);
    if (found.kind !== 'found')
      return privately(notFoundView(found, { command: name, args: (about) => ({ ...kept, about }) }));
    const { about } = found;
    const ofLeavers = isDeletion && managesUsers(context);
    const own = await changeable(deps, records, { about, id, ofLeavers });
    const [read, another] = own;
    if (read === undefined) return privately(noOwnNoteView(about));
    if (another !== undefined)
      return privately(whichNoteView(about, own, { label, command: name, args: { ...kept, about: keyOf(about) } }));
    const stored = await records.stores.notes.get(read.id);
    if (stored === undefined) return privately(noOwnNoteView(about));
    return await run({ about, read, stored, isOwn: read.author.id === records.viewer.memberId });
  });
}

function managesUsers({ actor, account }: CommandContext): boolean {
  return authorise(POLICY.deactivate, actor, account, 'other').kind === 'allowed';
}

type Changeable = {
  readonly about: ChangedNote['about'];
  readonly id: Id<'note'> | undefined;
  readonly ofLeavers: boolean;
};

/** One's own notes, and where wanted those of people who have left: of the newest page that has any. */
async function changeable(deps: NoteChangesDeps, records: RecordContext, { about, id, ofLeavers }: Changeable) {
  let before: Id<'note'> | undefined;
  while (true) {
    const page = { before, limit: MOST_LOOKED_AT };
    const { items, next } = await readNotes(deps, records, noteFilterOf(about), page);
    const found = items.filter(
      (one) =>
        (id === undefined || one.id === id) &&
        (one.author.id === records.viewer.memberId || (ofLeavers && hasLeft(one.author))),
    );
    if (found.length > 0 || next === undefined) return found;
    before = next;
  }
}

/** What was typed in full is changed at once; a form only while the note says what the form showed. */
async function edit(
  deps: NoteChangesDeps,
  own: ChangedNote,
  args: z.output<typeof EDIT.args>,
  context: CommandContext,
): Promise<Reply> {
  const isStale = args.shown !== undefined && args.shown !== noteHash(own);
  if (args.text === undefined || isStale) return { kind: 'form', form: editForm(own, MOST_IN_NOTE) };
  const { stores, now } = context;
  const body = await sealedBody(deps, stores, own.stored, args.text);
  await stores.notes.replace(own.stored, edited(own.stored, body, now));
  await record(deps, context, own, { kind: 'note.edited', facts: {} });
  return privately(editedView(own.about));
}

async function unlessHeld({ stores }: CommandContext, own: ChangedNote, goOn: () => Promise<Reply>): Promise<Reply> {
  const held = await holdOn(stores, own.stored.authorId);
  return held === undefined ? await goOn() : privately(noteHeldView(own));
}

async function confirm(
  deps: NoteChangesDeps,
  own: ChangedNote,
  agreedTo: string,
  context: CommandContext,
): Promise<Reply> {
  if (agreedTo !== noteHash(own)) return { kind: 'form', form: deletionForm(own) };
  await context.stores.notes.remove(own.stored);
  await record(deps, context, own, {
    kind: 'note.deleted',
    facts: { shown: agreedTo, delivery: context.deliveryId, author: own.stored.authorId },
    personal: { sentence: noteDeletionSentence(own) },
  });
  return privately(deletedView(own));
}

type Changed = Pick<AuditEntry, 'kind' | 'facts'> & { readonly personal?: Readonly<Record<string, string>> };

async function record(
  deps: NoteChangesDeps,
  context: CommandContext,
  { stored: { id, audience, authorId }, read: { author } }: ChangedNote,
  { kind, facts, personal }: Changed,
): Promise<void> {
  // The key of somebody who was removed is gone, and what was agreed to lies under the key of whoever agreed.
  const memberId = author.standing === 'removed' ? actingMember(context).id : authorId;
  await deps.audit(context.stores, context.account.id, {
    kind,
    at: context.now,
    actor: auditActor(context),
    subject: { kind: 'note', id },
    facts: { ...facts, audience },
    personal: personal === undefined ? [] : [{ memberId, values: personal }],
  });
}
