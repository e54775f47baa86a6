import { z } from 'zod';
import { momentThatCounts, planOf, reduceSeats, type ReduceDeps } from '../billing/reduce-seats.ts';
import { reducedView, reductionForm, reductionRefusedView, reductionSentence } from '../billing/reduction-views.ts';
import { hashOf } from '../billing/quote-hash.ts';
import { momentCodec } from '../views/value-codecs.ts';
import { agreedArgument, countArgument, absentWhenEmpty, seatTypeArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const REDUCE = signature({
  name: 'reduce',
  group: 'money',
  summary: 'Give seats up that nobody uses; you see what is credited and what ends when, and agree to it first',
  example: '/seat reduce 2 sync-only',
  reach: 'typed',
  typed: ['count', 'seatType'],
  args: z.object({ count: countArgument, seatType: absentWhenEmpty(seatTypeArgument) }),
});

const CONFIRM = signature({
  name: 'reduce confirm',
  group: 'money',
  summary: 'Agree to give seats up',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({
    count: countArgument,
    seatType: seatTypeArgument,
    plan: z.string(),
    shownAt: momentCodec,
    agreed: agreedArgument,
  }),
});

export function createReduce(deps: ReduceDeps): readonly Command[] {
  return [
    command({ signature: REDUCE, run: reduce }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
  ];
}

async function reduce(
  { count, seatType = 'sync-only' }: z.output<typeof REDUCE.args>,
  { stores, now }: CommandContext,
): Promise<Reply> {
  const plan = await planOf(stores, { seatType, quantity: count, at: now });
  if (!plan.ok) return privately(reductionRefusedView(plan.error, seatType));
  return { kind: 'form', form: reductionForm(plan.value, count) };
}

/** What was shown is what is done: if anything of it changed meanwhile, it is shown anew. */
async function confirm(
  deps: ReduceDeps,
  { count, seatType, plan: shown, shownAt }: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, deliveryId, now } = context;
  const at = await momentThatCounts(stores, shownAt, now);
  const plan = await planOf(stores, { seatType, quantity: count, at });
  if (!plan.ok) return privately(reductionRefusedView(plan.error, seatType));
  if (hashOf(plan.value) !== shown) return { kind: 'form', form: reductionForm(plan.value, count) };
  const sentence = reductionSentence(plan.value, count);
  await reduceSeats(deps, stores, { plan: plan.value, sentence, deliveryId, by: actingMember(context) });
  return privately(reducedView(plan.value, count));
}
