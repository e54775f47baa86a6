import { crmAccess } from '../people/crm-access.ts';
import type { PolicyRow } from '../people/authority.ts';
import { POLICY, type CommandName } from '../people/policy.ts';
import type { CommandContext } from './command.ts';
import type { Signature } from './signature.ts';

/** Whether the person is kept out of the CRM, by their seat or because they are not active. */
export async function isKeptOutOfCrm({ stores, actor }: Pick<CommandContext, 'stores' | 'actor'>): Promise<boolean> {
  if (actor.kind !== 'member') return false;
  return !crmAccess(actor.member, await stores.seats.ofMember(actor.member.id)).ok;
}

export function opensCrm(name: CommandName): boolean {
  const row: PolicyRow = POLICY[name];
  return row.opensCrm === true;
}

/** What is worth offering: of the commands that the role permits those that the seat permits too. */
export async function offered(
  available: readonly Signature<CommandName>[],
  context: Pick<CommandContext, 'stores' | 'actor'>,
): Promise<readonly Signature<CommandName>[]> {
  return (await isKeptOutOfCrm(context)) ? available.filter(({ name }) => !opensCrm(name)) : available;
}
