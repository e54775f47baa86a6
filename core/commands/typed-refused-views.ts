import { unreachable } from '../result.ts';
import type { View } from '../views/view.ts';
import { kebabCase, type TypedRefused } from './parse-typed.ts';
import type { Signature } from './signature.ts';

export function typedRefusedView(refused: TypedRefused): View {
  switch (refused.kind) {
    case 'unknown-command':
      return unknownCommandView(refused.typed, refused.nearest);
    case 'too-many-words':
      return usageView(refused.signature, `“${refused.left}” is one word too many.`);
    case 'unknown-option':
      return usageView(
        refused.signature,
        `There is no option “${refused.option}”. Options: ${refused.options.map((option) => `${option}:…`).join(', ') || 'none'}.`,
      );
    default:
      return unreachable(refused);
  }
}

function unknownCommandView(typed: string, nearest: string | undefined): View {
  const suggestion =
    nearest === undefined
      ? []
      : [{ kind: 'run', label: `Run ${nearest}`, weight: 'primary', does: { command: nearest, args: {} } } as const];
  return {
    title: `There is no command “${typed}”`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: nearest === undefined ? ['Help lists what you can ask for.'] : ['Did you mean ', { code: nearest }, '?'],
      },
    ],
    actions: [...suggestion, { kind: 'run', label: 'Show help', weight: 'plain', does: { command: 'help', args: {} } }],
  };
}

/** How a command is typed, with what was wrong this time. */
export function usageView(signature: Signature, wrong: string): View {
  return {
    title: `“${signature.name}” was not understood`,
    tone: 'attention',
    blocks: [
      { kind: 'text', text: [wrong] },
      {
        kind: 'facts',
        facts: [
          { label: 'Usage', value: [{ code: usage(signature) }] },
          { label: 'Example', value: [{ code: signature.example }] },
        ],
      },
    ],
    actions: [],
  };
}

export function usage(signature: Signature): string {
  const options = Object.keys(signature.args.shape)
    .filter((name) => !signature.typed.includes(name))
    .map((name) => `[${kebabCase(name)}:…]`);
  return ['/seat', signature.name, ...signature.typed.map((name) => `<${kebabCase(name)}>`), ...options].join(' ');
}
