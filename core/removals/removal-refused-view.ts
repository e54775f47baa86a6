import { unreachable } from '../result.ts';
import type { Inline, View } from '../views/view.ts';
import { WORDS } from './removal-card.ts';
import type { RemovalRefused } from './removal-moves.ts';
import { removalTitle } from './removal-names.ts';
import type { RemovalRequest } from './removal-request.ts';

/** The private answer to somebody whose click did not count: true for their case, and it never touches the card. */
export function removalRefusedView(refused: RemovalRefused, request: RemovalRequest): View {
  return {
    title: `Nothing was changed in removal ${request.number}`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: reason(refused, request) }],
    actions: [
      {
        kind: 'run',
        label: 'Show it as it is now',
        weight: 'primary',
        does: { command: 'removal', args: { removal: request.id } },
      },
    ],
  };
}

/** Something besides the request stands in the way. */
export function blockedView(because: string, request: RemovalRequest): View {
  return {
    title: `Removal ${request.number} cannot be carried out yet`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [because, ' Nothing was changed.'] }],
    actions: [],
  };
}

function reason(refused: RemovalRefused, request: RemovalRequest): readonly Inline[] {
  switch (refused.kind) {
    case 'closed':
    case 'not-now':
      return [`${removalTitle(request)} ${WORDS[request.state]}, so this cannot be done now.`];
    case 'old-card':
      return [
        'This card is older than the request: somebody has moved it since. The card is brought up to date; decide there.',
      ];
    case 'own-request':
      return [
        'You asked for this yourself, and nobody endorses their own request. It waits for the others who manage users.',
      ];
    case 'own-removal':
      return ['This is about yourself, so somebody else decides.'];
    case 'not-yours':
      return ['Only somebody who asked for it can do that.'];
    case 'asked-already':
      return ['You asked for it already.'];
    case 'yours-already':
      return ['It is with you already.'];
    case 'endorsed-it':
      return [
        'You stand behind it as an administrator, so somebody else of support sets the day: two people agree to every removal.',
      ];
    case 'too-soon':
      return [
        'The earliest moment is ',
        { moment: refused.earliest },
        ': the cool-off lets everybody notice a mistake.',
      ];
    case 'second-person':
      return ['You are the first of the two already. Somebody else, of support, has to agree.'];
    default:
      return unreachable(refused);
  }
}
