import { z } from 'zod';
import { allowedView, stoppedView } from '../mailboxes/objection-views.ts';
import { allowReading, objectToReading, type ObjectionDeps } from '../mailboxes/objection.ts';
import { actingMember, command, type Command } from './command.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const STEP = { group: 'mailboxes', example: '', reach: 'step', typed: [], args: z.object({}) } as const;

const OBJECT = signature({ ...STEP, name: 'reading object', summary: 'Stop the reading of one’s own mailbox' });
const ALLOW = signature({ ...STEP, name: 'reading allow', summary: 'Take back an objection' });

/** Always about whoever presses it: the owner’s own answer to the notice before the first reading. */
export function createObjection(deps: ObjectionDeps): readonly Command[] {
  return [
    command({
      signature: OBJECT,
      run: async (_, context) =>
        privately(stoppedView(await objectToReading(deps, context.stores, actingMember(context)))),
    }),
    command({
      signature: ALLOW,
      run: async (_, context) =>
        privately(allowedView(await allowReading(deps, context.stores, actingMember(context)))),
    }),
  ];
}
