import { authorise, type Authority } from '../people/authority.ts';
import { POLICY } from '../people/policy.ts';
import { unreachable } from '../result.ts';
import type { View } from '../views/view.ts';
import type { Call } from './call.ts';
import type { Command, CommandContext } from './command.ts';
import { kebabCase } from './parse-typed.ts';
import type { Answered, Reply } from './reply.ts';
import { errorsByField } from './submitted-form.ts';
import { usageView } from './typed-refused-views.ts';

/** Call → arguments → permission → handler. The same for typed words, buttons, forms and a resumed delivery. */
export async function runCall(commands: readonly Command[], call: Call, context: CommandContext): Promise<Answered> {
  const command = commands.find((candidate) => candidate.signature.name === call.command);
  if (command === undefined) return privately(retiredCommandView(call));

  const parsed = command.signature.args.safeParse(call.args);
  if (!parsed.success) return privately(unreadableView(command, call, errorsByField(parsed.error)));
  // The schema that parsed the arguments is the one the handler was typed with.
  const args = parsed.data as never;

  const relation = (await command.isOwn(args, context)) ? 'own' : 'other';
  const authority = authorise(POLICY[command.signature.name], context.actor, context.account, relation);
  if (authority.kind === 'denied') return privately(deniedView(command.signature.name, authority));
  return await command.run(args, context);
}

export function privately(view: View): Reply {
  return { kind: 'private', view };
}

/** What a person typed is explained to them; what a button carried cannot be their mistake. */
function unreadableView({ signature }: Command, call: Call, errors: Readonly<Record<string, string>>): View {
  return signature.reach !== 'step' ? usageView(signature, sentence(errors)) : retiredCommandView(call);
}

function sentence(errors: Readonly<Record<string, string>>): string {
  const parts = Object.entries(errors).map(([field, message]) => `${kebabCase(field)}: ${message}`);
  return parts.length === 0 ? 'Something in it could not be read.' : parts.join(' ');
}

export function deniedView(name: string, authority: Extract<Authority, { kind: 'denied' }>): View {
  return {
    title: `You may not run “${name}”`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [because(authority.because), ' ', `It can be done by ${authority.whoCan}. Nothing was changed.`],
      },
    ],
    actions: [
      { kind: 'run', label: 'Why, and who can', weight: 'primary', does: { command: 'why', args: { question: name } } },
      { kind: 'run', label: 'Show what I may do', weight: 'plain', does: { command: 'help', args: {} } },
    ],
  };
}

function because(reason: Extract<Authority, { kind: 'denied' }>['because']): string {
  switch (reason) {
    case 'role':
      return 'Your role and grants do not include it.';
    case 'tier':
      return 'It is not part of the tier of this account.';
    case 'not-own':
      return 'You may do it for yourself only.';
    case 'reserved':
      return 'Your company shares mail within teams only, so privacy levels are not set by each person.';
    case 'locked':
      return 'An Admin has set this for members, so it is not for each person to change.';
    case 'standing':
      return 'You are not an active member of this account any more.';
    default:
      return unreachable(reason);
  }
}

function retiredCommandView(call: Call): View {
  return {
    title: 'This button belongs to an older version',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [{ code: call.command }, ' is not offered any more. Nothing was done.'] }],
    actions: [{ kind: 'run', label: 'Show help', weight: 'primary', does: { command: 'help', args: {} } }],
  };
}
