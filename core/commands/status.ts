import { z } from 'zod';
import { unlinkedOf } from '../mailboxes/links/unlinked-of.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { allMailboxesView, mailboxView, type MailboxLine } from '../mailboxes/status-views.ts';
import { statusColumns } from '../mailboxes/status-columns.ts';
import { memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import type { View } from '../views/view.ts';
import { asCsv, asksForCsv, CSV_ARGUMENTS, type CsvDocumentDeps } from './csv-document.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { Answered } from './reply.ts';
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

export function createStatus(deps: CsvDocumentDeps): Command {
  return command({
    signature: STATUS,
    isOwn: ({ member }, context) => isActing(member, context),
    run: (args, context) => status(deps, args, context),
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

export function nothingReadView(member: Member): View {
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
