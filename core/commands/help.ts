import { z } from 'zod';
import { whoCan } from '../people/authority.ts';
import { POLICY, type CommandName } from '../people/policy.ts';
import { absentWhenEmpty } from './arguments.ts';
import { command, type Command } from './command.ts';
import { commandHelpView, groupView, overviewView, unknownHelpView } from './help-views.ts';
import { nearest } from './nearest.ts';
import { offered } from './opens-crm.ts';
import { privately } from './run-call.ts';
import { signature, type Signature } from './signature.ts';

export type HelpDeps = {
  /** Every command of the product, this one too; asked when somebody wants help. */
  readonly signatures: () => readonly Signature<CommandName>[];
};

const HELP = signature({
  name: 'help',
  group: 'account',
  summary: 'Show what you may do, by group, or how one command is typed',
  example: '/seat help invite',
  reach: 'typed',
  typed: ['command'],
  args: z.object({ command: absentWhenEmpty(z.string().trim().max(80, 'A command has at most 80 characters.')) }),
});

export function createHelp({ signatures }: HelpDeps): Command {
  return command({
    signature: HELP,
    run: async ({ command: asked }, context) => {
      const available = await offered(context.available, context);
      if (asked === undefined) return privately(overviewView(available));
      const group = groupView(available, wordsOf(asked));
      if (group !== undefined) return privately(group);
      const typeable = signatures().filter(({ reach }) => reach !== 'step');
      const found = withName(typeable, wordsOf(asked));
      if (found.length === 0) {
        const names = available.map(({ name }) => name);
        return privately(unknownHelpView(asked, nearest(wordsOf(asked), names)));
      }
      return privately(
        commandHelpView(
          found.map((one) => ({
            signature: one,
            mayRun: available.some(({ name }) => name === one.name),
            whoCan: whoCan(POLICY[one.name], context.account),
          })),
        ),
      );
    },
  });
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/^\/?seat\s+/u, '')
    .replaceAll(/\s+/gu, ' ');
}

/** The command of this name, or all that begin with it: `domain` stands for three. */
function withName(signatures: readonly Signature<CommandName>[], name: string): readonly Signature<CommandName>[] {
  const exact = signatures.filter((one) => one.name === name);
  return exact.length > 0 ? exact : signatures.filter((one) => one.name.startsWith(`${name} `));
}
