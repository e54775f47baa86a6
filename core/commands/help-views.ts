import type { Block, Inline, View } from '../views/view.ts';
import type { CommandGroup, Signature } from './signature.ts';
import { usage } from './typed-refused-views.ts';

const GROUPS = [
  ['seats', 'Seats'],
  ['money', 'Purchases and approvals'],
  ['mailboxes', 'Mailboxes'],
  ['insight', 'Who knows whom'],
  ['account', 'Account'],
] as const satisfies readonly (readonly [CommandGroup, string])[];

/** What this person may do here, by group, each command in one line with an example. */
export function overviewView(available: readonly Signature[]): View {
  const listed = available.filter(({ reach }) => reach === 'typed');
  const groups = GROUPS.flatMap(([group, title]) => {
    const commands = listed.filter((one) => one.group === group);
    return commands.length === 0 ? [] : [{ title, commands }];
  });
  return {
    title: 'What you can do',
    tone: 'neutral',
    blocks: [
      ...groups.flatMap(({ title, commands }): readonly Block[] => [
        { kind: 'text', text: [{ strong: title }] },
        { kind: 'list', items: commands.map(line), total: commands.length },
      ]),
      { kind: 'note', text: ['Everything about one command: ', { code: '/seat help invite' }] },
    ],
    actions: groups.flatMap(({ commands }, index) => firstButton(commands, index === 0)),
  };
}

function line({ name, summary, example }: Signature): readonly Inline[] {
  return [{ strong: name }, `: ${summary}. `, { code: example }];
}

/** One button a group: its first command that starts without being told anything. */
function firstButton(commands: readonly Signature[], isFirst: boolean): View['actions'] {
  const bare = commands.find(({ name, args }) => name !== 'help' && args.safeParse({}).success);
  if (bare === undefined) return [];
  const label = bare.name.charAt(0).toUpperCase() + bare.name.slice(1);
  return [{ kind: 'run', label, weight: isFirst ? 'primary' : 'plain', does: { command: bare.name, args: {} } }];
}

export type CommandHelp = { readonly signature: Signature; readonly mayRun: boolean; readonly whoCan: string };

export function commandHelpView(commands: readonly CommandHelp[]): View {
  const [only, ...others] = commands;
  const runnable = commands.filter(({ mayRun, signature }) => mayRun && signature.args.safeParse({}).success);
  return {
    title: others.length === 0 && only !== undefined ? only.signature.summary : 'These commands begin so',
    tone: 'neutral',
    blocks: commands.flatMap(commandBlocks),
    actions: runnable.slice(0, 5).map(({ signature: { name } }, index) => ({
      kind: 'run',
      label: `Run ${name}`,
      weight: index === 0 ? 'primary' : 'plain',
      does: { command: name, args: {} },
    })),
  };
}

function commandBlocks({ signature, mayRun, whoCan }: CommandHelp): readonly Block[] {
  return [
    { kind: 'text', text: [{ strong: signature.name }, `: ${signature.summary}.`] },
    {
      kind: 'facts',
      facts: [
        { label: 'Usage', value: [{ code: usage(signature) }] },
        { label: 'Example', value: [{ code: signature.example }] },
        { label: 'Who may run it', value: [mayRun ? whoCan : `${whoCan}; not you`] },
      ],
    },
  ];
}

export function unknownHelpView(asked: string, close: string | undefined): View {
  return {
    title: `There is no command “${asked}”`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text:
          close === undefined
            ? ['Help without a name lists what you can do.']
            : ['Did you mean ', { code: close }, '?'],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: close === undefined ? 'Show help' : `Help with ${close}`,
        weight: 'primary',
        does: { command: 'help', args: close === undefined ? {} : { command: close } },
      },
    ],
  };
}
