import { z } from 'zod';
import type { DecommissionDeps } from '../decommissions/decommission-deps.ts';
import { settleForm } from '../decommissions/decommission-forms.ts';
import {
  CHECKLIST_STEPS,
  STEP_OUTCOMES,
  type ChecklistStep,
  type Decommission,
  type StepOutcome,
} from '../decommissions/decommission.ts';
import { moveOn, ownerSubject, tellDecommission } from '../decommissions/move-on.ts';
import { notAskedView, ownerAskedView, ownerThankedView } from '../decommissions/owner-views.ts';
import { idSchema } from '../ids.ts';
import { tell } from '../outbox/tell.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { atStep, cardOf, DECOMMISSION_STEP, storedOf } from './decommission-step.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const decommission = idSchema('decommission');

const ASK = signature({
  ...DECOMMISSION_STEP,
  name: 'decommission ask',
  summary: 'Ask somebody to remove the add-in themself',
  args: z.object({ decommission }),
});

const CONFIRM = signature({
  ...DECOMMISSION_STEP,
  name: 'decommission confirm',
  summary: 'Answer that the add-in is removed, or that there is none',
  args: z.object({ decommission, outcome: z.enum(['done-by-owner', 'not-applicable']) }),
});

const SETTLE = signature({
  ...DECOMMISSION_STEP,
  name: 'decommission settle',
  summary: 'Write down what came of a step that only people can do',
  args: z.object({
    decommission,
    step: z.enum(CHECKLIST_STEPS),
    outcome: z.enum(STEP_OUTCOMES, 'Choose what came of it.').optional(),
    note: absentWhenEmpty(z.string().trim().max(500, 'A remark has at most 500 characters.')),
  }),
});

/** What is done by people outside Usher, and written down by them. */
export function createDecommissionChecklist(deps: DecommissionDeps): readonly Command[] {
  return [
    command({ signature: ASK, run: (args, context) => ask(deps, args, context) }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
    command({ signature: SETTLE, run: (args, context) => settle(deps, args, context) }),
  ];
}

async function ask(deps: DecommissionDeps, args: z.output<typeof ASK.args>, context: CommandContext): Promise<Reply> {
  const found = await atStep(context, args.decommission, 'remove-add-in');
  if (!found.ok) return found.error;
  const { decommission: before, member } = found.value;
  if (before.state !== 'remove-add-in' || before.asked !== undefined || member.standing !== 'active')
    return await cardOf(context, before);
  const { stores, now } = context;
  const by = actingMember(context);
  const after = await moveOn(deps, stores, before, { event: { kind: 'owner-asked', by: by.id, at: now } });
  await tell(deps, stores, after.accountId, {
    key: `${ownerSubject(after)}:${member.id}`,
    subject: ownerSubject(after),
    recipient: { kind: 'member', memberId: member.id },
    view: ownerAskedView(after, { member: by.id, name: by.fullName }),
  });
  return await cardOf(context, after);
}

async function confirm(
  deps: DecommissionDeps,
  args: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const before = await storedOf(context, args.decommission);
  const owner = actingMember(context);
  if (before.memberId !== owner.id || before.state !== 'remove-add-in' || before.asked === undefined)
    return privately(notAskedView());
  const after = await settled(deps, context, before, { step: 'remove-add-in', outcome: args.outcome, note: undefined });
  const waiting = [before.asked.by, before.startedBy].filter((id) => id !== owner.id);
  await tellDecommission(deps, context.stores, after, waiting);
  return privately(ownerThankedView());
}

async function settle(
  deps: DecommissionDeps,
  { decommission: id, step, outcome, note }: z.output<typeof SETTLE.args>,
  context: CommandContext,
): Promise<Reply> {
  const found = await atStep(context, id, step);
  if (!found.ok) return found.error;
  if (outcome === undefined) return { kind: 'form', form: settleForm(found.value, step) };
  if (note === undefined && NEEDS_REASON.includes(outcome))
    return { kind: 'fields', errors: { note: 'Say why, so that others need not ask.' } };
  return await cardOf(context, await settled(deps, context, found.value.decommission, { step, outcome, note }));
}

const NEEDS_REASON: readonly StepOutcome[] = ['not-applicable', 'not-possible'];

type Settling = {
  readonly step: ChecklistStep;
  readonly outcome: StepOutcome;
  readonly note: string | undefined;
};

const EVENTS = {
  'remove-add-in': 'add-in-settled',
  'manual-folders': 'folders-settled',
} as const satisfies Record<ChecklistStep, string>;

async function settled(
  deps: DecommissionDeps,
  context: CommandContext,
  before: Decommission,
  { step, outcome, note }: Settling,
): Promise<Decommission> {
  const { stores, now } = context;
  const event = { kind: EVENTS[step], by: actingMember(context).id, at: now, outcome, note };
  // Nothing is sealed any more under the key of somebody who was removed: the words are then their writer's alone.
  const isRemoved = (await stores.members.get(before.memberId))?.standing === 'removed';
  const memberId = isRemoved ? event.by : before.memberId;
  const personal = note === undefined ? [] : [{ memberId, values: { note } }];
  return await moveOn(deps, stores, before, { event, facts: { outcome }, personal });
}
