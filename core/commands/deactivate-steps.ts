import { z } from 'zod';
import { beginDeparture } from '../departures/begin-departure.ts';
import { leaveAtOnce } from '../departures/carry-out-departure.ts';
import { deactivationForm, deactivationSentence } from '../departures/deactivation-form.ts';
import type { DepartureDeps } from '../departures/departure-deps.ts';
import { undoDays } from '../departures/departure-config.ts';
import { departureHash } from '../departures/departure-hash.ts';
import { movedDeparture } from '../departures/departure-moves.ts';
import { deactivatedView, scheduledView } from '../departures/departure-views.ts';
import { idSchema } from '../ids.ts';
import { lockManagers } from '../people/lock-managers.ts';
import type { Member } from '../people/member.ts';
import { absentWhenEmpty, dateArgument, tickedArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { leavingMember, type LeavingMember } from './leaving-member.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const STEP = { group: 'seats', example: '', reach: 'step', typed: [] } as const;
const from = absentWhenEmpty(dateArgument);

const REVIEW = signature({
  ...STEP,
  name: 'deactivate review',
  summary: 'What is agreed to before somebody is deactivated',
  args: z.object({ member: idSchema('member'), from }),
});

const CONFIRM = signature({
  ...STEP,
  name: 'deactivate confirm',
  summary: 'Deactivate somebody',
  args: z.object({
    member: idSchema('member'),
    plan: z.string(),
    from,
    agreed: tickedArgument('Tick the box to agree. Without it nothing is done.'),
  }),
});

const MOVE = signature({
  ...STEP,
  name: 'deactivate move',
  summary: 'Choose another day for a deactivation',
  args: z.object({ departure: idSchema('departure') }),
});

const CANCEL = signature({
  ...STEP,
  name: 'deactivate cancel',
  summary: 'Call a deactivation off before its day',
  args: z.object({ departure: idSchema('departure') }),
});

/** After the card: agree to what is deleted, now or on a day, and until that day think again. */
export function createDeactivateSteps(deps: DepartureDeps): readonly Command[] {
  return [
    command({ signature: REVIEW, run: (args, context) => review(deps, args, context) }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
    command({ signature: MOVE, run: (args, context) => move(args, context) }),
    command({ signature: CANCEL, run: (args, context) => cancel(deps, args, context) }),
  ];
}

async function review(
  deps: DepartureDeps,
  args: z.output<typeof REVIEW.args>,
  context: CommandContext,
): Promise<Reply> {
  const leaving = await leavingMember(context, args.member, args.from);
  return leaving.ok ? formFor(deps, leaving.value, { from: args.from, hasChanged: false }) : leaving.error;
}

async function confirm(
  deps: DepartureDeps,
  args: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const leaving = await leavingMember(context, args.member, args.from);
  if (!leaving.ok) return leaving.error;
  const { member, deactivation: plan, dueAt } = leaving.value;
  if (departureHash(plan) !== args.plan) return formFor(deps, leaving.value, { from: args.from, hasChanged: true });

  const { stores, account, deliveryId } = context;
  if (dueAt === undefined) await lockManagers(stores, account);
  const sentence = deactivationSentence({ member, plan, undoDays: undoDays(deps.leaving), from: args.from });
  const by = actingMember(context);
  const departure = await beginDeparture(deps, stores, { member, by, plan, sentence, deliveryId, dueAt });
  if (departure.state === 'scheduled') return privately(scheduledView({ departure, member }));
  return privately(deactivatedView({ departure: await leaveAtOnce(deps, stores, departure), member }));
}

type Asking = { readonly from: Temporal.PlainDate | undefined; readonly hasChanged: boolean };

function formFor(deps: DepartureDeps, { member, deactivation }: LeavingMember, asking: Asking): Reply {
  return {
    kind: 'form',
    form: deactivationForm({ member, plan: deactivation, undoDays: undoDays(deps.leaving), ...asking }),
  };
}

async function move({ departure: id }: z.output<typeof MOVE.args>, context: CommandContext): Promise<Reply> {
  const scheduled = await scheduledOf(context, id);
  if ('kind' in scheduled) return scheduled;
  const { member } = scheduled;
  return {
    kind: 'form',
    form: {
      title: `Another day for ${member.fullName}`,
      blocks: [{ kind: 'note', text: ['You agree again to what happens on that day.'] }],
      inputs: [
        {
          kind: 'text',
          name: 'from',
          label: 'From',
          hint: 'A day such as 2026-12-31',
          required: true,
          maxLength: 10,
          multiline: false,
        },
      ],
      submit: { label: 'Go on', does: { command: 'deactivate review', args: { member: member.id } } },
    },
  };
}

async function cancel(
  deps: DepartureDeps,
  { departure: id }: z.output<typeof CANCEL.args>,
  context: CommandContext,
): Promise<Reply> {
  const scheduled = await scheduledOf(context, id);
  if ('kind' in scheduled) return scheduled;
  const { departure, member } = scheduled;
  const { stores, now } = context;
  const by = actingMember(context).id;
  await stores.departures.replace(departure, movedDeparture(departure, { kind: 'cancelled', by, at: now }));
  await stores.work.cancel(`departure.carry-out:${id}`);
  await deps.audit(stores, departure.accountId, {
    kind: 'departure.cancelled',
    at: now,
    actor: { kind: 'member', memberId: by },
    subject: { kind: 'departure', id },
    facts: { member: member.id },
    personal: [],
  });
  return privately({
    title: `${member.fullName} will not be deactivated`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['Nothing was changed and nothing was deleted.'] }],
    actions: [],
  });
}

type Scheduled = {
  readonly departure: Awaited<ReturnType<CommandContext['stores']['departures']['get']>> & object;
  readonly member: Member;
};

/** The departure while it can still be called off, or the answer what became of it. */
async function scheduledOf({ stores }: CommandContext, id: Scheduled['departure']['id']): Promise<Scheduled | Reply> {
  const departure = await stores.departures.get(id);
  const member = departure === undefined ? undefined : await stores.members.get(departure.memberId);
  if (departure === undefined || member === undefined) throw new Error(`Departure ${id} is not stored`);
  if (departure.state === 'scheduled') return { departure, member };
  return privately({
    title: 'This deactivation is not waiting any more',
    tone: 'neutral',
    blocks: [{ kind: 'text', text: [`It is ${departure.state} now. Nothing was changed.`] }],
    actions: [
      {
        kind: 'run',
        label: `Show ${member.fullName}`,
        weight: 'primary',
        does: { command: 'show', args: { member: member.address } },
      },
    ],
  });
}
