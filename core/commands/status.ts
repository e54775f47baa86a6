import { z } from 'zod';
import { forceSync, type ForceRefused, type ForceSyncDeps } from '../mailboxes/force-sync.ts';
import { unlinkedOf } from '../mailboxes/links/unlinked-of.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { allMailboxesView, mailboxView, type MailboxLine } from '../mailboxes/status-views.ts';
import { statusColumns } from '../mailboxes/status-columns.ts';
import type { SyncRun } from '../mailboxes/sync-run.ts';
import { tellStarted } from '../mailboxes/sync-notices.ts';
import { memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import { unreachable, type Result } from '../result.ts';
import type { Inline, View } from '../views/view.ts';
import { asCsv, asksForCsv, CSV_ARGUMENTS, type CsvDocumentDeps } from './csv-document.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Answered, Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { isActing, memberArgument, memberOrActor } from './show.ts';
import { signature } from './signature.ts';

const STATUS = signature({
  name: 'status',
  group: 'mailboxes',
  summary: 'How the reading of a mailbox goes, why, and when it goes on; all lists everybody',
  example: '/seat status all export:csv',
  reach: 'typed',
  typed: ['member'],
  carried: ['part'],
  args: z.object({ member: memberArgument, ...CSV_ARGUMENTS }),
});

const SYNC = signature({
  name: 'sync',
  group: 'mailboxes',
  summary: 'Read a mailbox now instead of at its next cycle',
  example: '/seat sync ada@company.example',
  reach: 'typed',
  typed: ['member'],
  args: z.object({ member: memberArgument }),
});

export function createStatus(deps: CsvDocumentDeps): Command {
  return command({
    signature: STATUS,
    isOwn: ({ member }, context) => isActing(member, context),
    run: (args, context) => status(deps, args, context),
  });
}

export function createSync(deps: ForceSyncDeps): Command {
  return command({
    signature: SYNC,
    isOwn: ({ member }, context) => isActing(member, context),
    run: (args, context) => sync(deps, args, context),
  });
}

async function status(
  deps: CsvDocumentDeps,
  args: z.output<typeof STATUS.args>,
  context: CommandContext,
): Promise<Answered> {
  const { stores, now } = context;
  const { member: typed } = args;
  const answer = async (lines: readonly MailboxLine[], view: View): Promise<Answered> =>
    asksForCsv(args)
      ? await asCsv(deps, context, {
          name: 'mailboxes.csv',
          title: `${lines.length === 1 ? '1 mailbox' : `${lines.length} mailboxes`} as CSV`,
          columns: statusColumns(now),
          rows: lines,
          asked: args,
          call: { command: 'status', args },
        })
      : privately(view);
  if (typed?.toLowerCase() === 'all') {
    const all = await linesOf(context, await stores.mailboxes.list());
    return await answer(all, allMailboxesView(all, now));
  }
  const member = await memberOrActor(typed, context);
  if (!member.ok) return privately(memberNotFoundView(member.error, 'status'));
  const lines = await linesOf(context, await stores.mailboxes.ofMember(member.value.id));
  if (lines.length > 1) return await answer(lines, allMailboxesView(lines, now));
  const [line] = lines;
  if (line === undefined) return privately(nothingReadView(member.value));
  return await answer(lines, mailboxView(line, now, line.mailbox.desired === 'enabled'));
}

async function linesOf({ stores }: CommandContext, mailboxes: readonly Mailbox[]): Promise<readonly MailboxLine[]> {
  const lines = await Promise.all(
    mailboxes.map(async (mailbox) => {
      const member = await stores.members.get(mailbox.memberId);
      const [run] = await stores.runs.ofMailbox(mailbox.id, 1);
      // Of what was unlinked nothing is read; the CRM shows what is kept of it.
      const isUnlinked = (await unlinkedOf(stores, mailbox.memberId)).has(mailbox.id);
      return member === undefined || isUnlinked ? [] : [{ member, mailbox, run }];
    }),
  );
  return lines.flat();
}

function nothingReadView(member: Member): View {
  return {
    title: `No mailbox of ${member.fullName} is read`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: [
          'A mailbox is read once its owner has a Sync Only seat and it was found readable. Show says where the invitation stands.',
        ],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: `Show ${member.fullName}`,
        weight: 'primary',
        does: { command: 'show', args: { member: member.address } },
      },
    ],
  };
}

async function sync(
  deps: ForceSyncDeps,
  { member: typed }: z.output<typeof SYNC.args>,
  context: CommandContext,
): Promise<Reply> {
  const member = await memberOrActor(typed, context);
  if (!member.ok) return privately(memberNotFoundView(member.error, 'sync'));
  const mailboxes = await context.stores.mailboxes.ofMember(member.value.id);
  const runs: Result<SyncRun, ForceRefused>[] = [];
  for (const mailbox of mailboxes) runs.push(await syncOne(deps, context, member.value, mailbox));
  const begun = runs.flatMap((run) => (run.ok ? [run.value] : []));
  const [refused] = runs.flatMap((run) => (run.ok ? [] : [run.error]));
  if (begun.length > 0) return { kind: 'deferred', view: readingNowView(member.value, begun) };
  return privately(refused === undefined ? nothingReadView(member.value) : notNowView(member.value, refused));
}

async function syncOne(deps: ForceSyncDeps, context: CommandContext, member: Member, mailbox: Mailbox) {
  const asker = actingMember(context).id;
  const run = await forceSync(deps, context.stores, mailbox, asker);
  if (run.ok) await tellStarted(deps, context.stores, { member, run: run.value, to: asker });
  return run;
}

function readingNowView(member: Member, runs: readonly SyncRun[]): View {
  const references = runs.map(({ id }): Inline => ({ code: id }));
  const what = runs.length === 1 ? 'the mailbox' : `${runs.length} mailboxes`;
  return {
    title: `Reading ${what} of ${member.fullName} now`,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: ['Only what is new or changed is read.'] },
      { kind: 'list', items: references.map((reference) => ['Reference ', reference]), total: runs.length },
    ],
    actions: [showStatus(member)],
  };
}

function notNowView(member: Member, refused: ForceRefused): View {
  return {
    title: `No new reading of ${member.fullName}’s mailbox was started`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [...notNowText(refused)] }],
    actions: [showStatus(member)],
  };
}

function notNowText(refused: ForceRefused): readonly Inline[] {
  switch (refused.kind) {
    case 'already-running':
      return ['One is under way; it takes up what is new as well.'];
    case 'too-soon':
      return [
        'The last one is less than a minute ago. It can be asked for again at ',
        { moment: refused.notBefore },
        '.',
      ];
    case 'not-enabled':
      return ['Its synchronization is paused or disabled.'];
    case 'domain-not-verified':
      return ['Its domain is not verified for this account any more. Domain list shows why, and what to do.'];
    default:
      return unreachable(refused);
  }
}

function showStatus({ address }: Member): View['actions'][number] {
  return { kind: 'run', label: 'Show status', weight: 'plain', does: { command: 'status', args: { member: address } } };
}
