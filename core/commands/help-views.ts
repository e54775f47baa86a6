import type { Action, Block, Inline, View } from '../views/view.ts';
import type { CommandGroup, Signature } from './signature.ts';
import { usage } from './typed-refused-views.ts';

/** The word after help, and the title. */
const GROUPS = [
  ['seats', 'seats', 'Seats'],
  ['money', 'money', 'Purchases and approvals'],
  ['mailboxes', 'mailboxes', 'Mailboxes'],
  ['insight', 'insight', 'Who knows whom'],
  ['account', 'administration', 'Account'],
] as const satisfies readonly (readonly [CommandGroup, string, string])[];

type Group = { readonly word: string; readonly title: string; readonly commands: readonly Signature[] };

/** Nobody reads more lines than this; whoever may do more sees the names, and a group at a press. */
const MOST_LINES = 20;

/** What this person may do here, by group. */
export function overviewView(available: readonly Signature[]): View {
  const groups = groupsOf(available);
  const isShort = groups.flatMap(({ commands }) => commands).length <= MOST_LINES;
  return {
    title: 'What you can do',
    tone: 'neutral',
    blocks: [
      ...groups.flatMap(isShort ? linesOf : namesOf),
      { kind: 'note', text: ['Everything about one command: ', { code: '/seat help invite' }] },
    ],
    actions: groups.flatMap((group, index) =>
      isShort ? firstButton(group.commands, index === 0) : [groupButton(group)],
    ),
  };
}

/** Undefined where the word names no group in which the person may do something. */
export function groupView(available: readonly Signature[], word: string): View | undefined {
  const group = groupsOf(available).find((one) => one.word === word);
  if (group === undefined) return undefined;
  return {
    title: group.title,
    tone: 'neutral',
    blocks: [{ kind: 'list', items: group.commands.map(line), total: group.commands.length }],
    actions: firstButton(group.commands, true),
  };
}

function groupsOf(available: readonly Signature[]): readonly Group[] {
  const listed = available.filter(({ reach }) => reach === 'typed');
  return GROUPS.flatMap(([group, word, title]): readonly Group[] => {
    const commands = listed.filter((one) => one.group === group);
    return commands.length === 0 ? [] : [{ word, title, commands }];
  });
}

function linesOf({ title, commands }: Group): readonly Block[] {
  return [
    { kind: 'text', text: [{ strong: title }] },
    { kind: 'list', items: commands.map(line), total: commands.length },
  ];
}

function namesOf({ title, commands }: Group): readonly Block[] {
  return [{ kind: 'text', text: [{ strong: title }, `: ${commands.map(({ name }) => name).join(', ')}`] }];
}

function groupButton({ word, title }: Group): Action {
  return { kind: 'run', label: title, weight: 'plain', does: { command: 'help', args: { command: word } } };
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
