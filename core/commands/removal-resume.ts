import { z } from 'zod';
import { carryOutAt as carryOutDepartureAt } from '../departures/begin-departure.ts';
import { carryOutAt } from '../removals/carry-out-at.ts';
import { resume } from '../removals/execution-moves.ts';
import type { RemovalDeps } from '../removals/removal-deps.ts';
import type { RemovalRequest } from '../removals/removal-request.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { findRemoval, noSuchRemovalView, removalArgument } from './removal-argument.ts';
import { settle } from './removal-steps.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const RESUME = signature({
  name: 'removal resume',
  group: 'seats',
  summary: 'Go on with a removal that stopped',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ removal: removalArgument, version: z.int() }),
});

/** What was agreed to is agreed to; support only says that what stood in the way is gone. */
export function createRemovalResume(deps: RemovalDeps): Command {
  return command({
    signature: RESUME,
    run: async ({ removal }, context) => {
      const request = await findRemoval(context, removal);
      if (request === undefined) return privately(noSuchRemovalView(removal));
      const after = resume(request, context.now);
      if (after.ok) await wake(deps, context, request);
      return await settle(deps, context, { request, after, kind: 'removal.resumed', done: 'goes on' });
    },
  });
}

/** Also whoever deletes the data, whose work may have been set aside. */
async function wake(deps: RemovalDeps, { stores, now }: CommandContext, request: RemovalRequest): Promise<void> {
  await carryOutAt(deps, stores, request, now);
  const departure = await stores.departures.open(request.memberId);
  if (departure !== undefined) await carryOutDepartureAt(deps, stores, departure, now);
}
