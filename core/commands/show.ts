import { z } from 'zod';
import { chargeFact } from '../approvals/request-notices.ts';
import { departureFacts } from '../departures/departure-facts.ts';
import { memberActions } from '../departures/member-actions.ts';
import { findMember, memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import { PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import { seatStateText } from '../seats/seat-texts.ts';
import { isUnderway } from '../seats/seat-moves.ts';
import { renewAction, termFacts } from '../seats/terms/term-views.ts';
import type { RunningTerm } from '../seats/terms/term.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { Seat } from '../seats/seat.ts';
import type { Fact, View } from '../views/view.ts';
import { absentWhenEmpty } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export const memberArgument = absentWhenEmpty(
  z.string().trim().max(254, 'A name or address has at most 254 characters.'),
);

const SHOW = signature({
  name: 'show',
  group: 'seats',
  summary: 'One person: their seat, who invited them, what they cost',
  example: '/seat show ada@company.example',
  reach: 'typed',
  typed: ['member'],
  args: z.object({ member: memberArgument }),
});

export function createShow(): Command {
  return command({ signature: SHOW, isOwn: (args, context) => isActing(args.member, context), run: show });
}

/** Whether the person named, or nobody, is the one who acts. */
export async function isActing(typed: string | undefined, { stores, from, actor }: CommandContext): Promise<boolean> {
  if (actor.kind !== 'member') return false;
  if (typed === undefined) return true;
  const found = await findMember(stores, from, typed);
  return found.ok && found.value.id === actor.member.id;
}

/** The member named, or the one who acts where nobody is named. */
export async function memberOrActor(typed: string | undefined, { stores, from, actor }: CommandContext) {
  return typed === undefined && actor.kind === 'member'
    ? ({ ok: true, value: actor.member } as const)
    : await findMember(stores, from, typed ?? '');
}

async function show({ member: typed }: z.output<typeof SHOW.args>, context: CommandContext): Promise<Reply> {
  const member = await memberOrActor(typed, context);
  if (!member.ok) return privately(memberNotFoundView(member.error, 'show'));
  const seat = await context.stores.seats.ofMember(member.value.id);
  return privately(await memberView(context, member.value, seat));
}

async function memberView(context: CommandContext, member: Member, seat: Seat | undefined): Promise<View> {
  const { available } = context;
  const term = seat !== undefined && isUnderway(seat) ? await context.stores.seatTerms.running(seat.id) : undefined;
  const mayRenew = term !== undefined && member.standing === 'active' && available.some(({ name }) => name === 'renew');
  return {
    title: member.fullName,
    tone: 'neutral',
    blocks: [{ kind: 'facts', facts: await factsOf(context, member, { seat, term }) }],
    actions: [
      ...(mayRenew ? [renewAction(member, term.kind)] : []),
      ...memberActions(available, member, 'primary'),
      {
        kind: 'run',
        label: 'Show sync status',
        weight: member.standing === 'deactivated' ? 'plain' : 'primary',
        does: { command: 'status', args: { member: member.address } },
      },
    ],
  };
}

async function factsOf(
  { stores, available }: CommandContext,
  member: Member,
  { seat, term }: { readonly seat: Seat | undefined; readonly term: RunningTerm | undefined },
): Promise<readonly Fact[]> {
  const inviter = seat === undefined ? undefined : await stores.members.get(seat.invitedBy);
  const charge = seat === undefined ? undefined : await stores.charges.ofSeat(seat.id);
  return [
    { label: 'E-mail', value: [member.address] },
    {
      label: 'Status',
      value: [
        member.standing,
        member.role === 'standard' ? '' : `, ${member.role.replace('-', ' ')}`,
        ...member.grants.map((grant) => `, ${grant}`),
      ],
    },
    { label: 'Seat', value: [seat === undefined ? 'none' : seatText(seat)] },
    ...(inviter === undefined || inviter.id === member.id
      ? []
      : [{ label: 'Invited by', value: [{ member: inviter.id, name: inviter.fullName }] }]),
    ...(charge === undefined ? [] : [chargeFact(charge)]),
    ...(term === undefined ? [] : termFacts(term)),
    ...(await departureFacts(stores, available, member)),
  ];
}

function seatText(seat: Seat): string {
  const trial = seat.basis === 'trial' ? ' trial, never charged' : '';
  return `${SEAT_TYPE_NAMES[seat.seatType]}${trial}, ${seatStateText(seat)}; ${PRIVACY_MEANINGS[seat.privacy].title.toLowerCase()}`;
}
