import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Ids } from '../ids.ts';
import { addedToListView, listsView, listView } from '../lists/list-views.ts';
import { LIST_PRIVACIES, withPrivacy, type List, type ListEntry, type ListPrivacy } from '../lists/list.ts';
import { audienceFor, findAbout, notFoundView } from '../records/find-about.ts';
import { readEntries, readLists } from '../records/read-lists.ts';
import type { RecordContext } from '../records/record-context.ts';
import type { Candidate } from '../relationships/who-knows.ts';
import type { WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import { absentWhenEmpty } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { inRecords } from './in-records.ts';
import { listArgument, listNameArgument } from './list-arguments.ts';
import { createListChanges } from './list-changes.ts';
import { onList, onOwnList } from './on-list.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export type ListsDeps = WhoKnowsDeps & { readonly ids: Ids; readonly audit: AuditTrail };

const BASE = { group: 'insight', reach: 'typed' } as const;

const LISTS = signature({
  ...BASE,
  name: 'lists',
  summary: 'Your lists of people and organizations, and those that are shared',
  example: '/seat lists',
  typed: [],
  args: z.object({}),
});
const NEW = signature({
  ...BASE,
  name: 'lists new',
  summary: 'Make a list; it is private unless you say otherwise',
  example: '/seat lists new Investors privacy:shared',
  typed: ['name'],
  args: z.object({
    name: listNameArgument,
    privacy: absentWhenEmpty(z.enum(LIST_PRIVACIES, 'Choose private or shared.')),
  }),
});
const SHOW = signature({
  ...BASE,
  name: 'lists show',
  summary: 'Who and what stands on a list',
  example: '/seat lists show Investors',
  typed: ['list'],
  args: z.object({ list: listArgument }),
});
const ADD = signature({
  ...BASE,
  name: 'lists add',
  summary: 'Put a person or an organization on a list of yours',
  example: '/seat lists add Investors grace@navy.example',
  typed: ['list', 'about'],
  args: z.object({
    list: listArgument,
    about: z
      .string('Whom? Write a name, an address or a domain.')
      .trim()
      .min(2, 'At least two letters.')
      .max(254, 'At most 254 characters.'),
  }),
});
const SHARE = signature({
  ...BASE,
  name: 'lists share',
  summary: 'Let everybody with CRM access see a list of yours',
  example: '/seat lists share Investors',
  typed: ['list'],
  args: z.object({ list: listArgument }),
});
const UNSHARE = signature({
  ...BASE,
  name: 'lists unshare',
  summary: 'Keep a list of yours to yourself again',
  example: '/seat lists unshare Investors',
  typed: ['list'],
  args: z.object({ list: listArgument }),
});

export function createLists(deps: ListsDeps): readonly Command[] {
  return [
    command({ signature: LISTS, run: (_, context) => inRecords(deps, context, showLists) }),
    command({ signature: NEW, run: (args, context) => inRecords(deps, context, () => make(deps, args, context)) }),
    command({
      signature: SHOW,
      run: (args, context) =>
        inRecords(deps, context, (records) => onList(records, args.list, (one) => show(records, one))),
    }),
    command({
      signature: ADD,
      run: ({ list: typed, about }, context) =>
        inRecords(deps, context, (records) => onOwnList(records, typed, (one) => add(deps, records, one, about))),
    }),
    command({ signature: SHARE, run: (args, context) => setPrivacy(deps, args.list, 'shared', context) }),
    command({ signature: UNSHARE, run: (args, context) => setPrivacy(deps, args.list, 'private', context) }),
    ...createListChanges(deps),
  ];
}

const MOST_LISTS = 100;
const MOST_ENTRIES = 200;

async function showLists(records: RecordContext): Promise<Reply> {
  const { items } = await readLists(records, { before: undefined, limit: MOST_LISTS });
  return privately(listsView(items, records.members));
}

async function make(
  deps: ListsDeps,
  { name, privacy = 'private' }: z.output<typeof NEW.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, account, actor, now } = context;
  if (actor.kind !== 'member') throw new Error('A list belongs to a member');
  const made: List = {
    id: deps.ids.next('list'),
    accountId: account.id,
    name,
    ownerId: actor.member.id,
    privacy,
    createdAt: now,
    version: 1,
  };
  await stores.lists.add(made);
  await audit(deps, context, made, 'list.made');
  return privately(listView(made, [], [actor.member], true));
}

async function show(records: RecordContext, one: List): Promise<Reply> {
  const { items } = await readEntries(records, one, { after: undefined, limit: MOST_ENTRIES });
  return privately(listView(one, items, records.members, one.ownerId === records.viewer.memberId));
}

async function add(deps: ListsDeps, records: RecordContext, one: List, typed: string): Promise<Reply> {
  const found = await findAbout(records, typed);
  if (found.kind !== 'found')
    return privately(notFoundView(found, { command: 'lists add', args: (about) => ({ list: one.id, about }) }));
  const audience = await audienceFor(records, found.about);
  const base = { listId: one.id, audience, addedBy: records.viewer.memberId, addedAt: deps.clock.now() };
  const isNew = await records.stores.lists.addEntry(entryOf(found.about, base));
  return privately(addedToListView(one, found.about, { isNew, audience }));
}

type EntryBase = Pick<ListEntry, 'listId' | 'audience' | 'addedBy' | 'addedAt'>;

function entryOf(about: Candidate, base: EntryBase): ListEntry {
  return about.kind === 'person'
    ? { ...base, kind: 'person', personId: about.person.id }
    : { ...base, kind: 'organization', organizationId: about.organization.id };
}

function setPrivacy(deps: ListsDeps, typed: string, privacy: ListPrivacy, context: CommandContext): Promise<Reply> {
  return inRecords(deps, context, (records) =>
    onOwnList(records, typed, async (one) => {
      const next = one.privacy === privacy ? one : withPrivacy(one, privacy);
      if (next !== one) {
        await context.stores.lists.replace(one, next);
        await audit(deps, context, next, 'list.privacy-set');
      }
      return await show(records, next);
    }),
  );
}

async function audit(
  deps: ListsDeps,
  context: CommandContext,
  { id, privacy }: List,
  kind: 'list.made' | 'list.privacy-set',
): Promise<void> {
  const { stores, account, now } = context;
  const subject = { kind: 'list', id };
  await deps.audit(stores, account.id, {
    kind,
    at: now,
    actor: auditActor(context),
    subject,
    facts: { privacy },
    personal: [],
  });
}
