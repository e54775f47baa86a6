import { unreachable } from '../result.ts';
import type { View } from '../views/view.ts';
import { kebabCase, typeableArguments, type TypedRefused } from './parse-typed.ts';
import type { Signature } from './signature.ts';

export function typedRefusedView(refused: TypedRefused): View {
  switch (refused.kind) {
    case 'unknown-command':
      return unknownCommandView(refused.typed, refused.nearest);
    case 'too-many-words':
      return usageView(refused.signature, `“${shortened(refused.left)}” was not expected.`);
    case 'unknown-option':
      return usageView(
        refused.signature,
        `There is no option “${shortened(refused.option)}”. Options: ${refused.options.map((option) => `${option}:…`).join(', ') || 'none'}.`,
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
    title: `There is no command “${shortened(typed)}”`,
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
  const options = typeableArguments(signature)
    .filter((name) => !signature.typed.includes(name))
    .map((name) => `[${kebabCase(name)}:…]`);
  return ['/seat', signature.name, ...signature.typed.map((name) => `<${kebabCase(name)}>`), ...options].join(' ');
}

const LONGEST_QUOTED = 40;

/** What somebody typed by accident may be a whole page. */
function shortened(typed: string): string {
  return typed.length > LONGEST_QUOTED ? `${typed.slice(0, LONGEST_QUOTED).toWellFormed()}…` : typed;
}
