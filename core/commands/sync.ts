import { z } from 'zod';
import { forceSync, type ForceRefused, type ForceSyncDeps } from '../mailboxes/force-sync.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { SyncRun } from '../mailboxes/sync-run.ts';
import { tellStarted } from '../mailboxes/sync-notices.ts';
import { memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { unreachable, type Result } from '../result.ts';
import type { Inline, View } from '../views/view.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { isActing, memberArgument, memberOrActor } from './show.ts';
import { signature } from './signature.ts';
import { nothingReadView } from './status.ts';
import { needsTicket, TICKET_MISSING, ticketArgument, ticketForm } from './support-ticket.ts';

const SYNC = signature({
  name: 'sync',
  group: 'mailboxes',
  summary: 'Read a mailbox now instead of at its next cycle',
  example: '/seat sync ada@company.example',
  reach: 'typed',
  typed: ['member'],
  args: z.object({ member: memberArgument, ticket: absentWhenEmpty(ticketArgument) }),
});

export function createSync(deps: ForceSyncDeps): Command {
  return command({
    signature: SYNC,
    isOwn: ({ member }, context) => isActing(member, context),
    run: (args, context) => sync(deps, args, context),
  });
}

async function sync(
  deps: ForceSyncDeps,
  { member: typed, ticket }: z.output<typeof SYNC.args>,
  context: CommandContext,
): Promise<Reply> {
  const member = await memberOrActor(typed, context);
  if (!member.ok) return privately(memberNotFoundView(member.error, 'sync'));
  const isWithTicket = needsTicket(POLICY.sync, context, (await isActing(typed, context)) ? 'own' : 'other');
  if (isWithTicket && ticket === undefined) return askForTicket(member.value, context);
  const mailboxes = await context.stores.mailboxes.ofMember(member.value.id);
  const runs: Result<SyncRun, ForceRefused>[] = [];
  for (const mailbox of mailboxes) runs.push(await syncOne(deps, context, { member: member.value, mailbox, ticket }));
  const begun = runs.flatMap((run) => (run.ok ? [run.value] : []));
  const [refused] = runs.flatMap((run) => (run.ok ? [] : [run.error]));
  if (begun.length > 0) return { kind: 'deferred', view: readingNowView(member.value, begun) };
  return privately(refused === undefined ? nothingReadView(member.value) : notNowView(member.value, refused));
}

type Wanted = { readonly member: Member; readonly mailbox: Mailbox; readonly ticket: string | undefined };

async function syncOne(deps: ForceSyncDeps, context: CommandContext, { member, mailbox, ticket }: Wanted) {
  const asker = actingMember(context).id;
  const run = await forceSync(deps, context.stores, mailbox, { by: asker, ticket });
  if (run.ok) await tellStarted(deps, context.stores, { member, run: run.value, to: asker });
  return run;
}

function askForTicket({ fullName, address }: Member, { isForm }: CommandContext): Reply {
  if (isForm) return { kind: 'fields', errors: { ticket: TICKET_MISSING } };
  const does = { command: 'sync', args: { member: address } };
  return { kind: 'form', form: ticketForm(`Read the mailbox of ${fullName} now`, 'Read it now', does) };
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
