import { z } from 'zod';
import { keyStandingOf } from '../api-keys/api-key-moves.ts';
import { reactivateMember, type ReactivateDeps } from '../departures/reactivate-member.ts';
import { reactivatedView, reactivateRefusedView, reactivatingView } from '../departures/reactivate-views.ts';
import { findMember, memberNotFoundView } from '../people/find-member.ts';
import { POLICY } from '../people/policy.ts';
import { blockedView, readChecklist } from '../seats/setup-gate.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { memberArgument } from './show.ts';
import { signature } from './signature.ts';

const REACTIVATE = signature({
  name: 'reactivate',
  group: 'seats',
  summary: 'Bring back somebody who was deactivated, with a free seat or a new one',
  example: '/seat reactivate ada@company.example',
  reach: 'typed',
  typed: ['member'],
  args: z.object({ member: memberArgument }),
});

export function createReactivate(deps: ReactivateDeps): Command {
  return command({ signature: REACTIVATE, run: (args, context) => reactivate(deps, args, context) });
}

async function reactivate(
  deps: ReactivateDeps,
  { member: typed }: z.output<typeof REACTIVATE.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, account, actor, from } = context;
  if (typed === undefined) return await whoForm(context);
  const found = await findMember(stores, from, typed);
  if (!found.ok) return privately(memberNotFoundView(found.error, 'reactivate'));
  const member = found.value;
  const blocked = blockedView(await readChecklist(stores, { account, actor, inviteRow: POLICY.reactivate }));
  if (blocked !== undefined) return privately(blocked);

  const seat = await reactivateMember(deps, stores, { member, by: actingMember(context) });
  if (!seat.ok) return privately(reactivateRefusedView(seat.error));
  if (seat.value !== undefined) return { kind: 'deferred', view: reactivatingView(seat.value, member) };
  const key = keyStandingOf(await stores.apiKeys.ofMember(member.id));
  return privately(reactivatedView(member, undefined, key));
}

/** A list to choose from is as long as platforms show one. */
const MOST_CHOICES = 100;

async function whoForm({ stores }: CommandContext): Promise<Reply> {
  const gone = (await stores.members.list()).filter(({ standing }) => standing === 'deactivated');
  if (gone.length === 0)
    return privately({
      title: 'Nobody is deactivated',
      tone: 'neutral',
      blocks: [{ kind: 'text', text: ['There is nobody to reactivate.'] }],
      actions: [{ kind: 'run', label: 'Show everybody', weight: 'primary', does: { command: 'list', args: {} } }],
    });
  const options = gone.slice(0, MOST_CHOICES).map(({ fullName, address }) => ({ value: address, label: fullName }));
  return {
    kind: 'form',
    form: {
      title: 'Reactivate somebody',
      blocks: [],
      inputs: [{ kind: 'choice', name: 'member', label: 'Who', required: true, options }],
      submit: { label: 'Reactivate', does: { command: 'reactivate', args: {} } },
    },
  };
}
