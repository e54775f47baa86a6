import { z } from 'zod';
import type { WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import { pausedMembers, type PausedMembers } from '../mailboxes/pauses/paused-members.ts';
import { whoKnows, type WhoKnows } from '../relationships/who-knows.ts';
import { whoView } from '../relationships/who-views.ts';
import type { Block, Inline } from '../views/view.ts';
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
      inRecords(deps, context, async ({ stores, viewer }) => {
        const answer = await whoKnows(deps, stores, viewer, query);
        const view = whoView(answer, query);
        return privately({
          ...view,
          blocks: [...view.blocks, ...pausedNote(answer, await pausedMembers(context.stores))],
        });
      }),
  });
}

/** Contact that is newer than a pause is not known, and an answer without it would say so by nothing. */
function pausedNote(answer: WhoKnows, paused: PausedMembers): readonly Block[] {
  if (answer.kind !== 'person' && answer.kind !== 'organization') return [];
  const colleagues = new Map(answer.connections.map(({ member }) => [member.id, member.fullName]));
  return [...colleagues].flatMap(([id, name]): readonly Block[] => {
    const pause = paused.get(id);
    if (pause === undefined) return [];
    const since: readonly Inline[] = pause.since === undefined ? [] : [' since ', { moment: pause.since }];
    return [
      {
        kind: 'note',
        text: ['The mail of ', { member: id, name }, ' is not read', ...since, '; newer contact is not in here.'],
      },
    ];
  });
}
