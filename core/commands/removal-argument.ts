import { z } from 'zod';
import { authorise } from '../people/authority.ts';
import { POLICY } from '../people/policy.ts';
import { idSchema } from '../ids.ts';
import { isAsker } from '../removals/removal-moves.ts';
import type { RemovalRequest } from '../removals/removal-request.ts';
import type { View } from '../views/view.ts';
import { actingMember, type CommandContext } from './command.ts';

/** A removal is named by its number when typed and by its id behind a button. */
export const removalArgument = z.unknown().transform((given, context) => {
  const id = idSchema('removal').safeParse(given);
  if (id.success) return id.data;
  const digits = /^#?(\d{1,9})$/u.exec(String(given).trim())?.[1];
  if (digits !== undefined) return Number(digits);
  context.addIssue({ code: 'custom', message: 'Say which removal by its number, like 3.' });
  return z.NEVER;
});

export type NamedRemoval = z.output<typeof removalArgument>;

/** A number can be guessed, so it finds only what the person may see; an id stood on a card that was shown to them. */
export async function findRemoval(context: CommandContext, named: NamedRemoval): Promise<RemovalRequest | undefined> {
  const { removals } = context.stores;
  if (typeof named !== 'number') return await removals.get(named);
  const request = await removals.byNumber(named);
  return request !== undefined && maySeeRemoval(request, context) ? request : undefined;
}

/** Support and whoever manages users see all of them, others those they asked for. */
export function maySeeRemoval(request: RemovalRequest, context: CommandContext): boolean {
  const member = actingMember(context);
  if (isAsker(request, member.id)) return true;
  return authorise(POLICY['removal reject'], context.actor, context.account, 'other').kind === 'allowed';
}

export function noSuchRemovalView(named: NamedRemoval): View {
  return {
    title: typeof named === 'number' ? `There is no removal ${named}` : 'This removal does not exist',
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['Nothing was changed. Removals lists the ones you can see.'] }],
    actions: [{ kind: 'run', label: 'Show removals', weight: 'primary', does: { command: 'removals', args: {} } }],
  };
}
