import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import type { DepartureDeps } from '../departures/departure-deps.ts';
import { idSchema } from '../ids.ts';
import { beginTerm, closeTerm } from '../seats/terms/begin-term.ts';
import { termHash, termSentence } from '../seats/terms/plan-term.ts';
import { tellEndChosen } from '../seats/terms/term-notices.ts';
import { endLiftedView, endRefusedView, endSetView } from '../seats/terms/end-views.ts';
import { absentWhenEmpty, agreedToArgument, dateArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { endForm, endOfSeat, whenForm, type EndOfSeat } from './end-of-seat.ts';
import { namedMember } from './named-member.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { memberArgument } from './show.ts';
import { signature } from './signature.ts';

/** The word that takes an end away. */
const NEVER = 'never';

const EXPIRE = signature({
  name: 'expire',
  group: 'seats',
  summary: 'Choose the last day of somebody’s seat, or never; both of you are reminded before',
  example: '/seat expire ada@company.example 2026-12-31',
  reach: 'typed',
  typed: ['member', 'until'],
  args: z.object({
    member: memberArgument,
    until: absentWhenEmpty(
      z.string().transform((text, context): typeof NEVER | Temporal.PlainDate => {
        if (text.trim().toLowerCase() === NEVER) return NEVER;
        const date = dateArgument.safeParse(text);
        if (date.success) return date.data;
        context.addIssue({ code: 'custom', message: 'Write a day like 2026-11-30, or never.' });
        return z.NEVER;
      }),
    ),
  }),
});

const CONFIRM = signature({
  name: 'expire confirm',
  group: 'seats',
  summary: 'Agree to the last day of somebody’s seat',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ member: idSchema('member'), until: dateArgument, shown: z.string(), agreed: agreedToArgument }),
});

export function createExpire(deps: DepartureDeps): readonly Command[] {
  return [
    command({ signature: EXPIRE, run: (args, context) => expire(deps, args, context) }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
  ];
}

async function expire(
  deps: DepartureDeps,
  { member: typed, until }: z.output<typeof EXPIRE.args>,
  context: CommandContext,
): Promise<Reply> {
  if (typed === undefined) return whenForm('expire', undefined);
  const args = { until: until?.toString() };
  const member = await namedMember(context, typed, { command: 'expire', args });
  if (!member.ok) return member.error;
  const seat = await endOfSeat(context, member.value);
  if (!seat.ok) return seat.error;
  if (until === undefined) return whenForm('expire', seat.value);
  return until === NEVER ? await lift(deps, context, seat.value) : await endForm(deps, context, seat.value, { until });
}

async function confirm(
  deps: DepartureDeps,
  { member: id, until, shown }: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, deliveryId } = context;
  const member = await stores.members.get(id);
  if (member === undefined) throw new Error(`Member ${id} stood on a form but is not stored`);
  const held = await endOfSeat(context, member);
  if (!held.ok) return held.error;
  const { seat, term: before } = held.value;
  const ending = await held.value.ending(deps, until);
  if (!ending.ok) return privately(endRefusedView(member, ending.error));
  if (termHash(ending.value, before) !== shown)
    return await endForm(deps, context, held.value, { until, hasChanged: true });

  const by = actingMember(context);
  const { planned } = ending.value;
  const sentence = termSentence(ending.value);
  const term = await beginTerm(deps, stores, { seat, member, by, planned, sentence, deliveryId });
  await tellEndChosen(deps, stores, { term, seat, member });
  return privately(endSetView(member, term));
}

/** Nothing is lost and nothing is charged by a seat that goes on, so nobody is asked twice. */
async function lift(deps: DepartureDeps, context: CommandContext, { seat, term, member }: EndOfSeat): Promise<Reply> {
  const { stores, now } = context;
  if (term === undefined) return privately(endRefusedView(member, { kind: 'no-end' }));
  await closeTerm(stores, term, { kind: 'lifted', at: now });
  await deps.audit(stores, seat.accountId, {
    kind: 'seat.term-lifted',
    at: now,
    actor: auditActor(context),
    subject: { kind: 'seat', id: seat.id },
    facts: { term: term.id, lastDay: term.endsOn.toString() },
    personal: [],
  });
  return privately(endLiftedView(member));
}
