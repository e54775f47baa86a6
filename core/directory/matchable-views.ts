import { PROVIDER_NAMES, type Provider } from '../accounts/provider.ts';
import { unreachable } from '../result.ts';
import type { Call } from '../commands/call.ts';
import type { Action, Block, Inline, View } from '../views/view.ts';
import type { DirectoryFault, ListedPerson } from './directory-look.ts';

/** So many fit a form with a box for each, on every surface. */
export const PICKED_AT_ONCE = 10;

export function directoryAskedView(providers: readonly Provider[]): View {
  const names = providers.map((provider) => PROVIDER_NAMES[provider]).join(' and ');
  return {
    title: 'The directory is being read',
    tone: 'neutral',
    blocks: [{ kind: 'text', text: [`Who is in ${names} is looked up now. You get a message when it is done.`] }],
    actions: [],
  };
}

/** Numbers only: the names are shown by the command, under the rights of whoever looks. */
export function directoryReadView(count: number): View {
  const who = count === 1 ? '1 colleague has' : `${count} colleagues have`;
  return {
    title: count === 0 ? 'Everybody in the directory has a seat' : `${who} no seat`,
    tone: 'good',
    blocks: [
      { kind: 'text', text: ['Counted are people in your verified domains who have a mailbox and could be invited.'] },
    ],
    actions:
      count === 0
        ? []
        : [{ kind: 'run', label: 'Show who', weight: 'primary', does: { command: 'matchable', args: {} } }],
  };
}

export function directoryFailedView(
  because: DirectoryFault,
  { provider, reference }: { readonly provider: Provider; readonly reference: string },
): View {
  return {
    title: `The directory of ${PROVIDER_NAMES[provider]} could not be read`,
    tone: 'bad',
    blocks: [
      { kind: 'text', text: [faultText(because), ' Nobody is listed, and nothing was kept.'] },
      { kind: 'note', text: ['Reference: ', { code: reference }] },
    ],
    actions: [
      { kind: 'run', label: 'Show setup', weight: 'primary', does: { command: 'setup', args: {} } },
      { kind: 'run', label: 'Try again', weight: 'plain', does: { command: 'matchable', args: {} } },
    ],
  };
}

function faultText(because: DirectoryFault): string {
  switch (because) {
    case 'not-permitted':
      return 'The access that was set up does not include reading the directory. Setup says which right is missing and who can grant it.';
    case 'unreachable':
      return 'It did not answer for half an hour.';
    default:
      return unreachable(because);
  }
}

export type MatchablePage = {
  readonly people: readonly ListedPerson[];
  readonly page: number;
  readonly search: string | undefined;
  readonly readAt: Temporal.Instant;
};

export function matchableView(input: MatchablePage): View {
  const { people, page, readAt } = input;
  const count = people.length === 1 ? '1 colleague has no seat' : `${people.length} colleagues have no seat`;
  return {
    title: people.length === 0 ? 'Nobody in the directory is without a seat' : count,
    tone: 'neutral',
    blocks: [
      ...table(pageOf(people, page), people.length),
      {
        kind: 'note',
        text: ['The directory was read on ', { moment: readAt }, '. What was read is deleted after a day.'],
      },
    ],
    actions: matchableActions(input),
  };
}

function table(shown: readonly ListedPerson[], total: number): readonly Block[] {
  if (shown.length === 0) return [];
  const rows = shown.map(({ fullName, address, provider }): readonly Inline[] => [
    { strong: fullName },
    address,
    PROVIDER_NAMES[provider],
  ]);
  return [{ kind: 'table', columns: ['Name', 'E-mail', 'Mail system'], rows, total }];
}

function matchableActions({ people, page, search }: MatchablePage): readonly Action[] {
  const args = search === undefined ? {} : { search };
  const more = Math.min(people.length - page * PICKED_AT_ONCE, PICKED_AT_ONCE);
  const pick = run('Invite some of these', 'primary', { command: 'matchable pick', args: { ...args, page } });
  const next = run(`Next ${more}`, 'plain', { command: 'matchable', args: { ...args, page: page + 1 } });
  return [
    ...(people.length === 0 ? [] : [pick]),
    ...(more > 0 ? [next] : []),
    run('Read it again', 'plain', { command: 'matchable', args: { ...args, again: true } }),
  ];
}

export function pageOf(people: readonly ListedPerson[], page: number): readonly ListedPerson[] {
  return people.slice((page - 1) * PICKED_AT_ONCE, page * PICKED_AT_ONCE);
}

function run(label: string, weight: 'primary' | 'plain', does: Call): Action {
  return { kind: 'run', label, weight, does };
}
