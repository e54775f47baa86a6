import { z } from 'zod';
import type { DepartureDeps } from '../departures/departure-deps.ts';
import { setHold, type Holding } from '../departures/set-hold.ts';
import { findMember, memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import type { View } from '../views/view.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const HOLD = signature({
  name: 'hold',
  group: 'seats',
  summary: 'Keep somebody’s data for a legal reason: nothing of it is deleted while the hold is on',
  example: '/seat hold ada@company.example on Case 2026/17',
  reach: 'typed',
  typed: ['member', 'state', 'reason'],
  endsInText: true,
  args: z.object({
    member: z.string().trim().min(1, 'Name somebody.').max(254, 'A name or address has at most 254 characters.'),
    state: z.enum(['on', 'off'], 'Choose on or off.'),
    reason: absentWhenEmpty(z.string().trim().max(500, 'A reason has at most 500 characters.')),
  }),
});

export function createHold(deps: DepartureDeps): Command {
  return command({ signature: HOLD, run: (args, context) => hold(deps, args, context) });
}

async function hold(
  deps: DepartureDeps,
  { member: typed, state, reason }: z.output<typeof HOLD.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, from } = context;
  const found = await findMember(stores, from, typed);
  if (!found.ok) return privately(memberNotFoundView(found.error, 'show'));
  const member = found.value;
  if (state === 'on' && reason === undefined) return privately(reasonMissingView(member));
  const base = { member, by: actingMember(context) };
  const holding: Holding = state === 'on' ? { ...base, state, reason: reason ?? '' } : { ...base, state: 'off' };
  const set = await setHold(deps, stores, holding);
  if (!set.ok) return privately(ownHoldView());
  return privately(set.value === 'set' ? heldView(holding) : unchangedView(holding));
}

function reasonMissingView({ fullName, address }: Member): View {
  return {
    title: `No legal hold was put on ${fullName}`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          'A hold needs its reason, which is kept in the audit log. Write it behind it: ',
          { code: `hold ${address} on Case 2026/17` },
        ],
      },
    ],
    actions: [],
  };
}

function ownHoldView(): View {
  return {
    title: 'The legal hold stays on',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: ['It is about you, and nobody lifts their own. Somebody else who may decide on holds can lift it.'],
      },
    ],
    actions: [],
  };
}

function heldView({ member, state }: Holding): View {
  return {
    title: state === 'on' ? `A legal hold is on ${member.fullName}` : `The legal hold on ${member.fullName} is lifted`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          state === 'on'
            ? 'Nothing of theirs is deleted and they are not removed while it is on. They can still be deactivated; what that deletes waits.'
            : 'What waited for it goes on: data whose undo window is over is deleted now.',
        ],
      },
    ],
    actions: [],
  };
}

function unchangedView({ member, state }: Holding): View {
  return {
    title:
      state === 'on' ? `A legal hold was on ${member.fullName} already` : `No legal hold was on ${member.fullName}`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['Nothing was changed.'] }],
    actions: [],
  };
}
