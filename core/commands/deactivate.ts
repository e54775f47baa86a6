import { z } from 'zod';
import { departureCard } from '../departures/departure-card.ts';
import { departureRefused, departureRefusedView } from '../departures/departure-refused.ts';
import type { DepartureDeps } from '../departures/departure-deps.ts';
import { holdSeen } from '../departures/departure-facts.ts';
import { planDeparture } from '../departures/plan-departure.ts';
import { scheduledView } from '../departures/departure-views.ts';
import { findMember, memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import type { Action } from '../views/view.ts';
import { absentWhenEmpty, dateArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { leavingMember } from './leaving-member.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { memberArgument } from './show.ts';
import { signature } from './signature.ts';

const DEACTIVATE = signature({
  name: 'deactivate',
  group: 'seats',
  summary: 'End somebody’s access and free their seat; you see what happens first',
  example: '/seat deactivate ada@company.example from:2026-12-31',
  reach: 'typed',
  typed: ['member'],
  args: z.object({ member: memberArgument, from: absentWhenEmpty(dateArgument) }),
});

export function createDeactivate(deps: DepartureDeps): Command {
  return command({
    signature: DEACTIVATE,

    run: (args, context) => deactivate(deps, args, context),
  });
}

async function deactivate(
  deps: DepartureDeps,
  { member: typed, from }: z.output<typeof DEACTIVATE.args>,
  context: CommandContext,
): Promise<Reply> {
  if (typed === undefined) return whoForm();
  const { stores, account, now } = context;
  const found = await findMember(stores, context.from, typed);
  if (!found.ok) return privately(memberNotFoundView(found.error, 'deactivate'));
  const member = found.value;
  const refused = await departureRefused(stores, { account, by: actingMember(context), member });
  if (refused !== undefined) return privately(departureRefusedView(refused));
  const open = await stores.departures.open(member.id);
  if (open !== undefined && from === undefined) return privately(scheduledView({ departure: open, member }));

  const leaving = await leavingMember(context, member.id, from);
  if (!leaving.ok) return leaving.error;
  const { deactivation, snapshot, dueAt } = leaving.value;
  const window = { milliseconds: deps.leaving.undoWindow.total('milliseconds') };
  return privately(
    departureCard({
      member,
      deactivation,
      removal: planDeparture('remove', snapshot),
      undoUntil: (dueAt ?? now).add(window),
      hold: await holdSeen(stores, context.available, member.id),
      actions: [review(member, from), ...removal(context, member)],
    }),
  );
}

function review({ id, fullName }: Member, from: Temporal.PlainDate | undefined): Action {
  const args = { member: id, ...(from === undefined ? {} : { from: from.toString() }) };
  return {
    kind: 'run',
    label: `Deactivate ${fullName}`,
    weight: 'danger',
    does: { command: 'deactivate review', args },
  };
}

function removal({ available }: CommandContext, { address }: Member): readonly Action[] {
  if (!available.some(({ name }) => name === 'remove')) return [];
  const does = { command: 'remove', args: { member: address } };
  return [{ kind: 'run', label: 'Ask for removal instead', weight: 'plain', does }];
}

function whoForm(): Reply {
  return {
    kind: 'form',
    form: {
      title: 'Deactivate somebody',
      blocks: [{ kind: 'note', text: ['You see what happens before anything is done.'] }],
      inputs: [
        {
          kind: 'text',
          name: 'member',
          label: 'Who',
          hint: 'Full name or e-mail',
          required: true,
          maxLength: 254,
          multiline: false,
        },
        {
          kind: 'text',
          name: 'from',
          label: 'From',
          hint: 'A day such as 2026-12-31; empty is now',
          required: false,
          maxLength: 10,
          multiline: false,
        },
      ],
      submit: { label: 'Show what happens', does: { command: 'deactivate', args: {} } },
    },
  };
}
