import { z } from 'zod';
import type { WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import { whoKnows } from '../relationships/who-knows.ts';
import { whoView } from '../relationships/who-views.ts';
import { actingMember, command, type Command } from './command.ts';
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
    run: async ({ query }, context) => {
      const viewer = { accountId: context.account.id, memberId: actingMember(context).id };
      return privately(whoView(await whoKnows(deps, context.stores, viewer, query), query));
    },
  });
}
