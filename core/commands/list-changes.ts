import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { AuditEntry } from '../audit/audit-record.ts';
import {
  listDeletedView,
  listDeletionForm,
  listDeletionHash,
  listDeletionSentence,
  type ListDeletion,
} from '../lists/list-deletion.ts';
import { renamedView } from '../lists/list-views.ts';
import { renamed, type List } from '../lists/list.ts';
import type { RecordContext } from '../records/record-context.ts';
import type { WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import { tickedArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { inRecords } from './in-records.ts';
import { listArgument, listNameArgument } from './list-arguments.ts';
import { onOwnList } from './on-list.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

type ListChangesDeps = WhoKnowsDeps & { readonly audit: AuditTrail };

const BASE = { group: 'insight', reach: 'typed' } as const;

const RENAME = signature({
  ...BASE,
  name: 'lists rename',
  summary: 'Give a list of yours another name',
  example: '/seat lists rename Investors "Angel investors"',
  typed: ['list', 'name'],
  args: z.object({ list: listArgument, name: listNameArgument }),
});
const DELETE = signature({
  ...BASE,
  name: 'lists delete',
  summary: 'Delete a list of yours; you see what is lost before you agree',
  example: '/seat lists delete Investors',
  typed: ['list'],
  args: z.object({ list: listArgument }),
});
const CONFIRM = signature({
  name: 'lists delete confirm',
  group: 'insight',
  summary: 'Agree to delete a list',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({
    list: listArgument,
    shown: z.string(),
    agreed: tickedArgument('Tick the box to agree. Without it nothing is deleted.'),
  }),
});

export function createListChanges(deps: ListChangesDeps): readonly Command[] {
  const own = (context: CommandContext, typed: string, run: (records: RecordContext, one: List) => Promise<Reply>) =>
    inRecords(deps, context, (records) => onOwnList(records, typed, (one) => run(records, one)));
  return [
    command({
      signature: RENAME,
      run: ({ list, name }, context) => own(context, list, (_, one) => rename(deps, one, name, context)),
    }),
    command({
      signature: DELETE,
      run: ({ list }, context) =>
        own(context, list, async (records, one) => ({
          kind: 'form',
          form: listDeletionForm(await asItIs(records, one)),
        })),
    }),
    command({
      signature: CONFIRM,
      run: ({ list, shown }, context) =>
        own(context, list, async (records, one) => await confirm(deps, await asItIs(records, one), shown, context)),
    }),
  ];
}

async function rename(deps: ListChangesDeps, one: List, name: string, context: CommandContext): Promise<Reply> {
  if (name === one.name) return privately(renamedView(one, one.name));
  const next = renamed(one, name);
  await context.stores.lists.replace(one, next);
  await record(deps, context, { kind: 'list.renamed', list: one, facts: {}, personal: { before: one.name, name } });
  return privately(renamedView(next, one.name));
}

async function asItIs({ stores }: RecordContext, list: List): Promise<ListDeletion> {
  return { list, entries: (await stores.lists.entries(list.id)).length };
}

/** Deletes exactly what was shown; when it has changed meanwhile, the form comes again with what it is now. */
async function confirm(
  deps: ListChangesDeps,
  deletion: ListDeletion,
  shown: string,
  context: CommandContext,
): Promise<Reply> {
  if (listDeletionHash(deletion) !== shown) return { kind: 'form', form: listDeletionForm(deletion) };
  const { list, entries } = deletion;
  await context.stores.lists.remove(list);
  await record(deps, context, {
    kind: 'list.deleted',
    list,
    facts: { privacy: list.privacy, entries, shown, delivery: context.deliveryId },
    personal: { sentence: listDeletionSentence(deletion) },
  });
  return privately(listDeletedView(deletion));
}

type Changed = Pick<AuditEntry, 'kind' | 'facts'> & {
  readonly list: List;
  /** The name of a list is its owner's words, and may tell of people. */
  readonly personal: Readonly<Record<string, string>>;
};

async function record(
  deps: ListChangesDeps,
  context: CommandContext,
  { kind, list, facts, personal }: Changed,
): Promise<void> {
  await deps.audit(context.stores, context.account.id, {
    kind,
    at: context.now,
    actor: auditActor(context),
    subject: { kind: 'list', id: list.id },
    facts,
    personal: [{ memberId: list.ownerId, values: personal }],
  });
}
