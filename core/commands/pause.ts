import { z } from 'zod';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { sideOf } from '../mailboxes/pauses/mailbox-pause.ts';
import { pauseReading, type PauseDeps } from '../mailboxes/pauses/pause-reading.ts';
import {
  notPausedView,
  notResumedView,
  pausedForOwnerView,
  pausedView,
  resumedForOwnerView,
  resumedView,
} from '../mailboxes/pauses/pause-views.ts';
import { resumeReading } from '../mailboxes/pauses/resume-reading.ts';
import { tell } from '../outbox/tell.ts';
import { isReadable } from '../seats/seat-moves.ts';
import { memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
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
  const refused = await whyNotResumed(context, member, mailboxes);
  if (refused !== undefined) return privately(notResumedView(member, refused));

  const by = actingMember(context);
  const resumed: Mailbox[] = [];
  for (const mailbox of mailboxes) {
    const side = sideOf(mailbox, by.id);
    resumed.push(mayLift(mailbox, by) ? await lift(deps, stores, mailbox, { by, side }) : mailbox);
  }
  const readAgain = resumed.filter(
    ({ id, desired }) => desired === 'enabled' && mailboxes.some((each) => each.id === id && each.desired !== desired),
  );
  await tellOwner(deps, context, readAgain, (mailbox) => resumedForOwnerView(mailbox, by));
  return privately(resumedView(member, resumed));
}

/** What was disabled an Admin enables; a pause is lifted by the side it is of. */
function mayLift(mailbox: Mailbox, by: Member): boolean {
  const side = sideOf(mailbox, by.id);
  if (mailbox.desired === 'disabled') return side === 'admin';
  return (
    mailbox.desired === 'paused' && (mailbox.pauses.length === 0 || mailbox.pauses.some((each) => each.side === side))
  );
}

type Lifting = { readonly by: Member; readonly side: ReturnType<typeof sideOf> };

async function lift(
  deps: PauseDeps,
  stores: CommandContext['stores'],
  mailbox: Mailbox,
  { by, side }: Lifting,
): Promise<Mailbox> {
  const actor = { kind: 'member', memberId: by.id } as const;
  // What was disabled is looked at as paused: only what its owner paused keeps it from being read.
  const wanted: Mailbox = mailbox.desired === 'disabled' ? { ...mailbox, desired: 'paused' } : mailbox;
  return await resumeReading(deps, stores, wanted, {
    actor,
    isLifted: (each) => each.side === side,
    kind: 'mailbox.resumed',
  });
}

/** Somebody without a seat is not read, and somebody who is taken out is not read again on the way. */
async function whyNotResumed(
  { stores }: CommandContext,
  { id, fullName }: Member,
  mailboxes: readonly Mailbox[],
): Promise<string | undefined> {
  if (mailboxes.every(({ desired }) => desired === 'enabled')) return 'Nothing of theirs is paused.';
  const seat = await stores.seats.ofMember(id);
  if (seat === undefined || !isReadable(seat)) return `${fullName} has no active seat.`;
  return (await stores.decommissions.open(id)) === undefined
    ? undefined
    : `${fullName} is being decommissioned. Abandon that first.`;
}

/** Who paused or resumed their own mailbox knows it. */
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
