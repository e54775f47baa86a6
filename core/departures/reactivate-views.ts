import type { KeyStanding } from '../api-keys/api-key-moves.ts';
import type { Member } from '../people/member.ts';
import { PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import { unreachable } from '../result.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import { seatStateText } from '../seats/seat-texts.ts';
import type { Seat } from '../seats/seat.ts';
import type { Action, Fact, View } from '../views/view.ts';
import type { CameBack, MailboxesBack } from './come-back.ts';
import type { ReactivateRefused } from './reactivate-member.ts';

export function reactivatingView(seat: Seat, member: Member): View {
  return {
    title: `Reactivating ${member.fullName}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'E-mail', value: [member.address] },
          { label: 'Seat', value: [SEAT_TYPE_NAMES[seat.seatType]] },
          { label: 'Privacy', value: [PRIVACY_MEANINGS[seat.privacy].title] },
        ],
      },
      {
        kind: 'note',
        text: [
          'Nothing is charged by this. Their mailbox is looked at first; with a free seat they have it then, without one you see the price.',
        ],
      },
    ],
    actions: [show(member)],
  };
}

/** To whoever reactivated them, and where they never had a seat at once. */
export function reactivatedView(member: Member, back: CameBack | undefined, key: KeyStanding): View {
  return {
    title: `${member.fullName} is active again`,
    tone: 'good',
    blocks: [{ kind: 'facts', facts: [...backFacts(back), ...keyFacts(key)] }],
    actions: [show(member)],
  };
}

/** To the person who is back. */
export function youAreBackView(seat: Seat, by: string, back: CameBack | undefined, key: KeyStanding): View {
  return {
    title: 'You have your seat again',
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'By', value: [by] },
          { label: 'Your mailboxes', value: [mailboxesText(back?.mailboxes)] },
          { label: 'Privacy', value: [PRIVACY_MEANINGS[seat.privacy].title] },
          ...(back === undefined || back.lists === 0
            ? []
            : [
                {
                  label: 'Lists',
                  value: [back.lists === 1 ? '1 list is yours again' : `${back.lists} lists are yours again`],
                },
              ]),
          ...keyFacts(key),
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show my sync status', weight: 'primary', does: { command: 'status', args: {} } }],
  };
}

function backFacts(back: CameBack | undefined): readonly Fact[] {
  if (back === undefined) return [{ label: 'Sign-in', value: ['possible again'] }];
  return [
    { label: 'Mailboxes', value: [mailboxesText(back.mailboxes)] },
    { label: 'Lists', value: [back.isUndone ? `${back.lists} given back` : 'stay where they are'] },
    {
      label: 'Personal data',
      value: [back.purged === 0 ? 'nothing was deleted' : 'what was read of personal mailboxes was deleted'],
    },
  ];
}

function mailboxesText(back: MailboxesBack | undefined): string {
  if (back === undefined) return 'read from now on';
  const { goOn, startOver, paused } = back;
  const parts = [
    goOn === 0 ? '' : `${goOn} read on from where it stopped; nothing is read twice`,
    startOver === 0 ? '' : `${startOver} read again from the beginning`,
    paused === 0 ? '' : `${paused} paused as before`,
  ];
  return parts.filter((part) => part !== '').join(', ') || 'none is read again';
}

function keyFacts(key: KeyStanding): readonly Fact[] {
  if (key !== 'required') return [];
  return [{ label: 'API key', value: ['a new one is needed: ', { code: 'apikey new' }] }];
}

export function reactivateRefusedView(refused: ReactivateRefused): View {
  const { member } = refused;
  return {
    title: `${member.fullName} was not reactivated`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [sentenceOf(refused), ' Nothing was changed.'] }],
    actions: [refused.kind === 'not-deactivated' && member.standing === 'removed' ? invite(member) : show(member)],
  };
}

function sentenceOf(refused: ReactivateRefused): string {
  const { fullName, standing } = refused.member;
  switch (refused.kind) {
    case 'not-deactivated':
      return standing === 'removed'
        ? `${fullName} was removed with all their data; invite them anew.`
        : `${fullName} is ${standing}.`;
    case 'above':
      return `${fullName} has a higher role than you; somebody of the same role or above it can do it.`;
    case 'under-way':
      return `${fullName} is on the way back already: ${seatStateText(refused.seat)}.`;
    case 'leaving':
      return refused.departure.plan.kind === 'remove'
        ? `${fullName} is being removed with all their data. Invite them anew when that is done.`
        : `${fullName} is being deactivated just now. Try again in a minute.`;
    default:
      return unreachable(refused);
  }
}

function show({ fullName, address }: Member): Action {
  return {
    kind: 'run',
    label: `Show ${fullName}`,
    weight: 'primary',
    does: { command: 'show', args: { member: address } },
  };
}

function invite({ fullName, address }: Member): Action {
  const does = { command: 'invite', args: { address, fullName } };
  return { kind: 'run', label: `Invite ${fullName}`, weight: 'primary', does };
}
