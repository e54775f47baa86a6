import { z } from 'zod';
import { absentWhenEmpty } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export const CLAIM = signature({
  name: 'claim',
  group: 'account',
  summary: 'Become the first administrator with the code that the operator was given',
  example: '/seat claim 0198a5c0-0000-7000-8000-0000000000ab',
  reach: 'unlisted',
  typed: ['code'],
  args: z.object({ code: absentWhenEmpty(z.string().trim().max(80, 'A code has at most 80 characters.')) }),
});

/** Only somebody who is known already gets here; who is not is linked by the code before any command runs. */
export function createClaim(): Command {
  return command({ signature: CLAIM, run: async (_, context) => privately(knownView(context)) });
}

function knownView({ actor }: CommandContext): Extract<Reply, { kind: 'private' }>['view'] {
  const who = actor.kind === 'member' ? actor.member.fullName : 'the operator';
  return {
    title: 'You are known here already',
    tone: 'neutral',
    blocks: [{ kind: 'text', text: [`Usher knows you as ${who}, so no code is needed and none was used.`] }],
    actions: [{ kind: 'run', label: 'Show what I may do', weight: 'primary', does: { command: 'help', args: {} } }],
  };
}
