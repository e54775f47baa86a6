import { z } from 'zod';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { liftPause, mayLift, whyNotResumed } from '../mailboxes/pauses/lift-pause.ts';
import { pauseReading, type PauseDeps } from '../mailboxes/pauses/pause-reading.ts';
import {
  notPausedView,
  notResumedView,
  pausedForOwnerView,
  pausedView,
  resumedView,
} from '../mailboxes/pauses/pause-views.ts';
import { tell } from '../outbox/tell.ts';
import { memberNotFoundView } from '../people/find-member.ts';
import type { View } from '../views/view.ts';
import { absentWhenEmpty, dateArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { isOwnMailbox, namedMailboxes } from './mailbox-argument.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { memberArgument } from './show.ts';
import { signature } from './signature.ts';

const PAUSE = signature({
  name: 'pause',
  group: 'mailboxes',
  summary: 'Stop reading a mailbox for a while: your own, or somebody’s you manage',
  example: '/seat pause ada@company.example until:2026-12-31',
  reach: 'typed',
  typed: ['mailbox'],
  args: z.object({ mailbox: memberArgument, until: absentWhenEmpty(dateArgument) }),
});

const RESUME = signature({
  name: 'resume',
  group: 'mailboxes',
  summary: 'Read a paused mailbox again, from where it stopped',
  example: '/seat resume ada@company.example',
  reach: 'typed',
  typed: ['mailbox'],
  args: z.object({ mailbox: memberArgument }),
});

/** Of one’s own mailboxes, or of those of somebody else; what an owner has paused is resumed by them alone. */
export function createPause(deps: PauseDeps): readonly Command[] {
  return [
    command({
      signature: PAUSE,
      isOwn: ({ mailbox }, context) => isOwnMailbox(mailbox, context),
      run: (args, context) => pause(deps, args, context),
    }),
    command({
      signature: RESUME,
      isOwn: ({ mailbox }, context) => isOwnMailbox(mailbox, context),
      run: (args, context) => resume(deps, args, context),
    }),
  ];
}

async function pause(deps: PauseDeps, args: z.output<typeof PAUSE.args>, context: CommandContext): Promise<Reply> {
  const named = await namedMailboxes(context, args.mailbox);
  if (!named.ok) return privately(memberNotFoundView(named.error, 'pause'));
  const { stores, now } = context;
  const { member, mailboxes } = named.value;
  const zone = (await stores.accounts.terms())?.timeZone ?? 'UTC';
  const until = args.until?.toZonedDateTime(zone).toInstant();
  if (until !== undefined && Temporal.Instant.compare(until, now) <= 0)
    return privately(notPausedView(member, 'That day has begun already. Choose a later one, or leave it out.'));
  const wanted = mailboxes.filter(({ desired }) => desired !== 'disabled');
  if (wanted.length === 0)
    return privately(notPausedView(member, 'No mailbox of theirs is read, so there is nothing to pause.'));

  const by = actingMember(context);
  const paused: Mailbox[] = [];
  for (const mailbox of wanted)
    paused.push(await pauseReading(deps, stores, mailbox, { by: by.id, until, kind: 'mailbox.paused' }));
  await tellOwner(deps, context, paused, (mailbox) => pausedForOwnerView(mailbox, by));
  return privately(pausedView(member, paused));
}

async function resume(deps: PauseDeps, args: z.output<typeof RESUME.args>, context: CommandContext): Promise<Reply> {
  const named = await namedMailboxes(context, args.mailbox);
  if (!named.ok) return privately(memberNotFoundView(named.error, 'resume'));
  const { stores } = context;
  const { member, mailboxes } = named.value;
  const refused = await whyNotResumed(stores, member, mailboxes);
  if (refused !== undefined) return privately(notResumedView(member, refused));

  const by = actingMember(context);
  const resumed: Mailbox[] = [];
  for (const mailbox of mailboxes)
    resumed.push(mayLift(mailbox, by) ? await liftPause(deps, stores, mailbox, by) : mailbox);
  return privately(resumedView(member, resumed));
}

/** Who paused their own mailbox knows it. */
async function tellOwner(
  deps: PauseDeps,
  context: CommandContext,
  mailboxes: readonly Mailbox[],
  view: (mailbox: Mailbox) => View,
): Promise<void> {
  for (const mailbox of mailboxes) {
    if (mailbox.memberId === actingMember(context).id) continue;
    const subject = `mailbox-wish:${mailbox.id}:${mailbox.version}`;
    const recipient = { kind: 'member', memberId: mailbox.memberId } as const;
    await tell(deps, context.stores, mailbox.accountId, { key: subject, subject, recipient, view: view(mailbox) });
  }
}
