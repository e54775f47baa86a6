import { z } from 'zod';
import { whereOf } from '../billing/acknowledge.ts';
import type { DecommissionDeps } from '../decommissions/decommission-deps.ts';
import { abandonForm, resetForm } from '../decommissions/decommission-forms.ts';
import { DECOMMISSION_MOVES } from '../decommissions/decommission-moves.ts';
import type { DecommissionState } from '../decommissions/decommission.ts';
import { notNextView } from '../decommissions/decommission-card.ts';
import { disableSync } from '../decommissions/disable-sync.ts';
import { moveOn } from '../decommissions/move-on.ts';
import { resetMailboxes } from '../decommissions/reset-mailboxes.ts';
import { resetHash, resetScope, resetSentence } from '../decommissions/reset-scope.ts';
import { settleIfLeft } from '../decommissions/settle-deletion.ts';
import { idSchema } from '../ids.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { createDecommissionChecklist } from './decommission-checklist.ts';
import { atStep, cardOf, DECOMMISSION_STEP, openedBy } from './decommission-step.ts';
import { consentArgument } from './removal-schedule.ts';
import { reasonArgument } from './remove.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const decommission = idSchema('decommission');

const DISABLE = signature({
  ...DECOMMISSION_STEP,
  name: 'decommission disable',
  summary: 'Stop the reading of somebody who is decommissioned',
  args: z.object({ decommission }),
});

const RESET = signature({
  ...DECOMMISSION_STEP,
  name: 'decommission reset',
  summary: 'Forget where the reading of somebody who is decommissioned had got to',
  args: z.object({ decommission, scope: z.string().optional(), agreed: consentArgument }),
});

const ABANDON = signature({
  ...DECOMMISSION_STEP,
  name: 'decommission abandon',
  summary: 'Leave a decommissioning at what is done',
  args: z.object({ decommission, reason: absentWhenEmpty(reasonArgument) }),
});

/** After the card: one step at a time, each only when it is the next one. */
export function createDecommissionSteps(deps: DecommissionDeps): readonly Command[] {
  return [
    command({ signature: DISABLE, run: (args, context) => disable(deps, args, context) }),
    ...createDecommissionChecklist(deps),
    command({ signature: RESET, run: (args, context) => reset(deps, args, context) }),
    command({ signature: ABANDON, run: (args, context) => abandon(deps, args, context) }),
  ];
}

async function disable(
  deps: DecommissionDeps,
  args: z.output<typeof DISABLE.args>,
  context: CommandContext,
): Promise<Reply> {
  const found = await atStep(context, args.decommission, 'disable-sync');
  if (!found.ok) return found.error;
  const { stores, now } = context;
  const by = actingMember(context).id;
  const stopped = await disableSync(deps, stores, found.value.member.id);
  const facts = { mailboxes: stopped.length };
  const event = { kind: 'disabled', by, at: now, stopped } as const;
  return await cardOf(context, await moveOn(deps, stores, found.value.decommission, { event, facts }));
}

async function reset(
  deps: DecommissionDeps,
  args: z.output<typeof RESET.args>,
  context: CommandContext,
): Promise<Reply> {
  const found = await atStep(context, args.decommission, 'reset-mailbox');
  if (!found.ok) return found.error;
  const { member } = found.value;
  const { stores, now, deliveryId } = context;
  const scope = await resetScope(stores, member);
  const hash = resetHash(member, scope);
  if (args.scope !== hash) return { kind: 'form', form: resetForm(found.value, scope, args.scope !== undefined) };
  if (!args.agreed)
    return { kind: 'fields', errors: { agreed: 'Tick the box to agree. Without it nothing is reset.' } };

  const by = actingMember(context);
  const counts = await resetMailboxes(deps, stores, scope);
  const facts = { ...counts, scope: hash, role: by.role, delivery: deliveryId };
  const personal = [
    { memberId: member.id, values: { sentence: resetSentence(member, scope) } },
    { memberId: by.id, values: { name: by.fullName, where: await whereOf(stores, deliveryId) } },
  ];
  const event = { kind: 'reset', by: by.id, at: now, counts } as const;
  const after = await moveOn(deps, stores, found.value.decommission, { event, facts, personal });
  return await cardOf(context, await settleIfLeft(deps, stores, after));
}

async function abandon(
  deps: DecommissionDeps,
  { decommission: id, reason }: z.output<typeof ABANDON.args>,
  context: CommandContext,
): Promise<Reply> {
  const found = await openedBy(context, id);
  if (!found.ok) return found.error;
  const { decommission: before, member } = found.value;
  const from: readonly DecommissionState[] = DECOMMISSION_MOVES.abandoned;
  if (!from.includes(before.state)) return privately(notNextView(found.value, 'delete'));
  if (reason === undefined) return { kind: 'form', form: abandonForm(found.value) };
  const { stores, now } = context;
  const event = { kind: 'abandoned', by: actingMember(context).id, at: now, reason } as const;
  const personal = [{ memberId: member.id, values: { reason } }];
  return await cardOf(context, await moveOn(deps, stores, before, { event, personal }));
}
