import { decommissionCard, notNextView } from '../decommissions/decommission-card.ts';
import { caseOf, type DecommissionCase } from '../decommissions/decommission-case.ts';
import { stepOf } from '../decommissions/decommission-moves.ts';
import { decommissionRefusedView } from '../decommissions/decommission-refused.ts';
import type { Decommission, DecommissionStep } from '../decommissions/decommission.ts';
import type { Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import { actingMember, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';

export const DECOMMISSION_STEP = { group: 'seats', example: '', reach: 'step', typed: [] } as const;

/** The decommissioning, if that step is the next one and this person may do it; else the answer why not. */
export async function atStep(
  context: CommandContext,
  id: Id<'decommission'>,
  step: DecommissionStep,
): Promise<Result<DecommissionCase, Reply>> {
  const found = await openedBy(context, id);
  if (!found.ok || found.value.decommission.state === step) return found;
  return err(privately(notNextView(found.value, step)));
}

/** The same at whatever step it is. */
export async function openedBy(
  context: CommandContext,
  id: Id<'decommission'>,
): Promise<Result<DecommissionCase, Reply>> {
  const { stores, account } = context;
  const found = await caseOf(stores, await storedOf(context, id));
  const refused = await decommissionRefusedView(stores, { account, by: actingMember(context), member: found.member });
  if (refused !== undefined) return err(privately(refused));
  return stepOf(found.decommission) === undefined ? err(privately(decommissionCard(found))) : ok(found);
}

export async function storedOf({ stores }: CommandContext, id: Id<'decommission'>): Promise<Decommission> {
  const decommission = await stores.decommissions.get(id);
  if (decommission === undefined) throw new Error(`Decommissioning ${id} is not stored`);
  return decommission;
}

/** What comes after it. */
export async function cardOf({ stores }: CommandContext, decommission: Decommission): Promise<Reply> {
  return privately(decommissionCard(await caseOf(stores, decommission)));
}
