import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { linesOfRound } from '../rounds/round-lines.ts';
import { roundGoneView, roundView } from '../rounds/round-views.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const SHOW = signature({
  name: 'round show',
  group: 'seats',
  summary: 'What became of everybody for whom something was done together',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ round: idSchema('round'), page: z.int().min(1) }),
});

export function createRoundShow(): Command {
  return command({ signature: SHOW, run: show });
}

async function show({ round: id, page }: z.output<typeof SHOW.args>, { stores }: CommandContext): Promise<Reply> {
  const round = await stores.rounds.get(id);
  return privately(round === undefined ? roundGoneView() : roundView(round, await linesOfRound(stores, id), page));
}
