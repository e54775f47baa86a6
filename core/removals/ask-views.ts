import { HELD } from './held-text.ts';
import { unreachable } from '../result.ts';
import type { Action, View } from '../views/view.ts';
import type { Asked, AskRefused } from './ask-removal.ts';
import type { Account } from '../accounts/account.ts';
import { coolOffText } from './cool-off.ts';
import { masked } from './named-person.ts';

export const NOBODY_IN_SUPPORT =
  'Nobody would get this: there is no channel for support and nobody has the support grant. Whoever manages the account types “channels support here” in the channel that is to get it, then ask again.';

export function askedView({ kind, request, isHeld }: Asked, { coolOffHours }: Pick<Account, 'coolOffHours'>): View {
  const title = `Removal ${request.number}: ${request.person?.fullName ?? 'somebody'}`;
  return {
    title: kind === 'joined' ? `${title} was asked for already; you are added to it` : `${title} was asked for`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          request.state === 'awaiting-endorsement'
            ? 'Those who manage users were asked to endorse it. '
            : 'Support has it. ',
          ...(isHeld ? [HELD] : []),
          `Nothing is deleted before a day is set and at least ${coolOffText(coolOffHours)} have passed. You get a message that says how it stands; it is due by `,
          { moment: request.dueBy },
          '.',
        ],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: 'Withdraw',
        weight: 'plain',
        does: { command: 'removal withdraw', args: { removal: request.id } },
      },
    ],
  };
}

/** Which field of the form it stands on; undefined where no field is wrong. */
export function askRefusedField({ kind }: AskRefused): 'fullName' | 'addresses' | undefined {
  if (kind === 'other-name') return 'fullName';
  return kind === 'addresses' ? 'addresses' : undefined;
}

/** `maySee`: whoever may not see the member is told which address is meant, but not the address. */
export function askRefusedSentence(refused: AskRefused, maySee: boolean): string {
  switch (refused.kind) {
    case 'other-name':
      return 'This is not the full name of the member. Write it as it stands in the list.';
    case 'addresses': {
      const shown = (addresses: readonly string[]) => addresses.map((one) => (maySee ? one : masked(one))).join(', ');
      const missing = refused.missing.length === 0 ? [] : [`Missing: ${shown(refused.missing)}.`];
      const unknown = refused.unknown.length === 0 ? [] : [`Not theirs: ${refused.unknown.join(', ')}.`];
      return [...missing, ...unknown, 'Write every address, one per line.'].join(' ');
    }
    case 'removed-already':
      return 'This person is removed already. Removals shows the certificate.';
    case 'asked-already':
      return `You asked for this already; it is removal ${refused.request.number}.`;
    case 'under-way':
      return `It is being carried out just now; it is removal ${refused.request.number}.`;
    case 'nobody-in-support':
      return NOBODY_IN_SUPPORT;
    case 'nobody-endorses':
      return 'Nobody else who manages users could endorse this. Ask an operator to appoint a second administrator first.';
    case 'last-manager':
      return 'Nobody else has this role, so the account would be without one. Give the role to somebody else first.';
    default:
      return unreachable(refused);
  }
}

export function askRefusedView(refused: AskRefused, maySee: boolean): View {
  return {
    title: 'No removal was asked for',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [askRefusedSentence(refused, maySee)] }],
    actions: [nextStep(refused)],
  };
}

function nextStep(refused: AskRefused): Action {
  if (refused.kind === 'asked-already' || refused.kind === 'under-way')
    return {
      kind: 'run',
      label: 'Show it',
      weight: 'primary',
      does: { command: 'removal', args: { removal: refused.request.id } },
    };
  return refused.kind === 'removed-already'
    ? { kind: 'run', label: 'Show removals', weight: 'primary', does: { command: 'removals', args: { which: 'all' } } }
    : { kind: 'run', label: 'Start over', weight: 'primary', does: { command: 'remove', args: {} } };
}
