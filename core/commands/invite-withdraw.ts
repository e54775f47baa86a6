import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { freeSeat, lockCapacity } from '../seats/capacity.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import { isUsed, movedSeat } from '../seats/seat-moves.ts';
import type { Seat } from '../seats/seat.ts';
import { voidCharge } from '../seats/void-charge.ts';
import type { Member } from '../people/member.ts';
import type { Form, View } from '../views/view.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const WITHDRAW = signature({
  name: 'invite withdraw',
  group: 'seats',
  summary: 'Withdraw an invitation whose mailbox was never reached, and free its seat',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ seat: idSchema('seat'), for: idSchema('seat').optional(), agreed: z.unknown().optional() }),
});

/** Frees a seat that somebody was given and never used, so that another person can have it. */
export function createInviteWithdraw(deps: InviteDeps): Command {
  return command({ signature: WITHDRAW, run: (args, context) => withdraw(deps, args, context) });
}

async function withdraw(
  deps: InviteDeps,
  { seat: id, for: waiting, agreed }: z.output<typeof WITHDRAW.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores } = context;
  const seat = await stores.seats.get(id);
  if (seat?.state !== 'provisioning') return privately(notUnreachedView());
  const member = await stores.members.get(seat.memberId);
  if (member === undefined) throw new Error(`Seat ${id} lacks its member`);
  // What was a trial is in use; its mailbox is only looked at once more.
  if (member.standing === 'active') return privately(notUnreachedView());
  if (agreed !== true && agreed !== 'true' && agreed !== 'yes')
    return { kind: 'form', form: withdrawForm(seat, member, waiting) };
  await end(deps, context, seat);
  return privately(withdrawnView(member, waiting));
}

async function end(deps: InviteDeps, context: CommandContext, seat: Seat): Promise<void> {
  const { stores, now } = context;
  if (isUsed(seat)) await lockCapacity(stores, seat.seatType);
  await stores.seats.replace(seat, movedSeat(seat, { kind: 'cancelled', at: now }));
  await stores.work.cancel(`seat.check:${seat.id}`);
  await stores.work.cancel(`seat.void:${seat.id}`);
  if (isUsed(seat)) await freeSeat(stores, seat.seatType, now);
  await voidCharge(deps, stores, seat, 'the invitation was withdrawn before the mailbox was reached');
  await deps.audit(stores, seat.accountId, {
    kind: 'seat.withdrawn',
    at: now,
    actor: { kind: 'member', memberId: actingMember(context).id },
    subject: { kind: 'seat', id: seat.id },
    facts: { seatType: seat.seatType, sentence: SENTENCE, delivery: context.deliveryId },
    personal: [],
  });
}

const SENTENCE = 'I agree that this invitation ends and its seat becomes free.';

function withdrawForm(seat: Seat, member: Member, waiting: Seat['id'] | undefined): Form {
  return {
    title: `Withdraw ${member.fullName}`,
    blocks: [
      {
        kind: 'text',
        text: [
          `The mailbox ${member.address} was never reached, so nothing of it was read and nothing is deleted. They can be invited again at any time.`,
        ],
      },
    ],
    inputs: [{ kind: 'check', name: 'agreed', label: 'Agreement', sentence: SENTENCE, required: true }],
    submit: {
      label: 'Withdraw the invitation',
      does: {
        command: 'invite withdraw',
        args: { seat: seat.id, ...(waiting === undefined ? {} : { for: waiting }) },
      },
    },
  };
}

function withdrawnView(member: Member, waiting: Seat['id'] | undefined): View {
  return {
    title: `The invitation of ${member.fullName} was withdrawn`,
    tone: 'good',
    blocks: [{ kind: 'text', text: ['Their seat is free now. Whoever takes it costs nothing more.'] }],
    actions: [
      waiting === undefined
        ? { kind: 'run', label: 'Invite somebody', weight: 'primary', does: { command: 'invite', args: {} } }
        : {
            kind: 'run',
            label: 'Use the free seat',
            weight: 'primary',
            does: { command: 'invite review', args: { seat: waiting } },
          },
    ],
  };
}

function notUnreachedView(): View {
  return {
    title: 'This invitation cannot be withdrawn any more',
    tone: 'attention',
    blocks: [
      { kind: 'text', text: ['Its mailbox was reached meanwhile, or it has ended already. Nothing was changed.'] },
    ],
    actions: [{ kind: 'run', label: 'List the seats', weight: 'primary', does: { command: 'list', args: {} } }],
  };
}
