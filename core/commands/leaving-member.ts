import { departureRefused, departureRefusedView } from '../departures/departure-refused.ts';
import { planDeparture, type DeparturePlan } from '../departures/plan-departure.ts';
import type { DepartureSnapshot } from '../departures/departure-snapshot.ts';
import { takeSnapshot } from '../departures/take-snapshot.ts';
import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import { actingMember, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';

export type LeavingMember = {
  readonly member: Member;
  readonly snapshot: DepartureSnapshot;
  readonly deactivation: DeparturePlan;
  /** When it begins, where a day was chosen. */
  readonly dueAt: Temporal.Instant | undefined;
};

/** The member with what there is of them now, if this person may deactivate them on that day. */
export async function leavingMember(
  { stores, account, now, ...context }: CommandContext,
  id: Id<'member'>,
  from: Temporal.PlainDate | undefined,
): Promise<Result<LeavingMember, Reply>> {
  const member = await stores.members.get(id);
  if (member === undefined) throw new Error(`Member ${id} is to leave but is not stored`);
  const by = actingMember({ stores, account, now, ...context });
  const refused = await departureRefused(stores, { account, by, member });
  if (refused !== undefined) return err(privately(departureRefusedView(refused)));

  const zone = (await stores.accounts.terms())?.timeZone ?? 'UTC';
  const dueAt = from?.toZonedDateTime(zone).toInstant();
  if (dueAt !== undefined && Temporal.Instant.compare(dueAt, now) <= 0) return err(tooEarly(context, from));
  const snapshot = await takeSnapshot(stores, member);
  return ok({ member, snapshot, deactivation: planDeparture('deactivate', snapshot), dueAt });
}

function tooEarly({ isForm }: Pick<CommandContext, 'isForm'>, from: Temporal.PlainDate | undefined): Reply {
  const sentence = `${from?.toString() ?? 'That day'} has begun already. Choose a later day, or leave it empty to deactivate now.`;
  if (isForm) return { kind: 'fields', errors: { from: sentence } };
  return privately({
    title: 'Nobody was deactivated',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [sentence] }],
    actions: [],
  });
}
