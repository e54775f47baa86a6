import { z } from 'zod';
import { privacyExamples, type PrivacyExample } from '../privacy/privacy-examples.ts';
import { PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import type { AccountKeysDeps } from '../secrets/account-keys.ts';
import type { Inline, View } from '../views/view.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const EXAMPLE = signature({
  name: 'privacy example',
  group: 'seats',
  summary: 'See what colleagues see, with messages of your own mailbox that only you are shown',
  example: '/seat privacy example',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

/** Always about whoever asks: nobody is shown examples of another’s mail. */
export function createPrivacyExample(deps: AccountKeysDeps): Command {
  return command({
    signature: EXAMPLE,
    run: async (_, context) => {
      const owner = actingMember(context);
      return privately(examplesView(await privacyExamples(deps, context.stores, owner), await levelOf(context)));
    },
  });
}

async function levelOf(context: CommandContext): Promise<string> {
  const seat = await context.stores.seats.ofMember(actingMember(context).id);
  return seat === undefined ? 'You have no seat, so nothing is read.' : PRIVACY_MEANINGS[seat.privacy].sentence;
}

function examplesView(examples: readonly PrivacyExample[], meaning: string): View {
  const isEmpty = examples.length === 0;
  return {
    title: isEmpty ? 'Nothing of your mail can be shown yet' : 'What colleagues see of your mail',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: [meaning] },
      ...(isEmpty
        ? [
            {
              kind: 'note',
              text: ['Examples of your own mail stand here as soon as some of it has been read.'],
            } as const,
          ]
        : [
            { kind: 'list', items: examples.map(line), total: examples.length } as const,
            { kind: 'note', text: ['Only you are shown this. Mail between colleagues is shown to nobody.'] } as const,
          ]),
    ],
    actions: [
      { kind: 'run', label: 'Show my privacy level', weight: 'primary', does: { command: 'privacy', args: {} } },
    ],
  };
}

function line(example: PrivacyExample): readonly Inline[] {
  const head: readonly Inline[] = [{ moment: example.at }, ` with ${example.others.join(', ')}: `];
  if (example.kind === 'hidden') return [...head, 'colleagues do not see it at all'];
  return example.subject === undefined
    ? [...head, 'colleagues see that there was contact; no subject']
    : [...head, 'colleagues see the subject ', { strong: example.subject }];
}
