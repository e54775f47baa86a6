import { z } from 'zod';
import type { WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import { whoKnows } from '../relationships/who-knows.ts';
import { whoView } from '../relationships/who-views.ts';
import { command, type Command } from './command.ts';
import { inRecords } from './in-records.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const WHO = signature({
  name: 'who',
  group: 'insight',
  summary: 'Who of your colleagues knows a person or an organization, and how well',
  example: '/seat who example.com',
  reach: 'typed',
  typed: ['query'],
  args: z.object({
    query: z
      .string('Write whom you mean: a name, an e-mail address or a domain.')
      .trim()
      .min(2, 'Write at least two letters.')
      .max(254, 'At most 254 characters.'),
  }),
});

export function createWho(deps: WhoKnowsDeps): Command {
  return command({
    signature: WHO,
    run: ({ query }, context) =>
      inRecords(deps, context, async ({ stores, viewer }) =>
        privately(whoView(await whoKnows(deps, stores, viewer, query), query)),
      ),
  });
}
