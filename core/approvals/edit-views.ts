import { unreachable } from '../result.ts';
import { SEAT_TYPES, SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { Form, Input, View } from '../views/view.ts';
import { seatsWanted, type ApprovalRequest, type ApprovalSubject } from './approval-request.ts';
import type { ChangeRefused, Teams } from './changed-subject.ts';
import type { Edited } from './edit-request.ts';
import { peopleList, subjectText } from './request-card.ts';

export type EditFormInput = {
  readonly request: ApprovalRequest;
  readonly version: number;
  /** Undefined where the account has no teams. */
  readonly teams: Teams | undefined;
};

export function editForm({ request, version, teams }: EditFormInput): Form {
  return {
    title: `Change request ${request.number}`,
    blocks: [
      {
        kind: 'text',
        text: [
          `It asks for ${subjectText(request)}. A change is priced anew, voids every approval, and is agreed to by the requester before you approve it.`,
        ],
      },
      ...peopleList(request),
    ],
    inputs: [...inputsFor(request.subject, teams)],
    submit: { label: 'Change it', does: { command: 'edit', args: { request: request.id, version } } },
  };
}

function inputsFor(subject: ApprovalSubject, teams: Teams | undefined): readonly Input[] {
  switch (subject.kind) {
    case 'buy':
      return [countInput(subject.quantity), seatTypeInput(subject)];
    case 'invite':
      return [seatTypeInput(subject), ...(teams === undefined ? [] : [teamInput(teams)])];
    case 'conversion':
    case 'keep':
      return [];
    case 'bulk':
      return [seatTypeInput(subject), ...LEAVING_OUT];
    default:
      return unreachable(subject);
  }
}

function countInput(quantity: number): Input {
  return {
    kind: 'text',
    name: 'count',
    label: 'How many seats',
    required: true,
    maxLength: 6,
    multiline: false,
    initial: `${quantity}`,
  };
}

/** Where several types are asked for, each stays what it is unless one is chosen for all. */
function seatTypeInput(subject: ApprovalSubject): Input {
  const [first, ...others] = seatsWanted(subject).map(({ seatType }) => seatType);
  const isOne = first !== undefined && others.length === 0;
  return {
    kind: 'choice',
    name: 'seatType',
    label: isOne ? 'Seat type' : 'Seat type for everybody',
    required: isOne,
    ...(isOne ? { initial: first } : {}),
    options: SEAT_TYPES.map((value) => ({ value, label: SEAT_TYPE_NAMES[value] })),
  };
}

function teamInput({ current, all }: Teams): Input {
  return {
    kind: 'text',
    name: 'team',
    label: 'Team',
    hint: `none, or one of ${all.map(({ name }) => name).join(', ')}`.slice(0, 150),
    required: false,
    maxLength: 80,
    multiline: false,
    ...(current === undefined ? {} : { initial: current }),
  };
}

const LEAVING_OUT: readonly Input[] = [
  {
    kind: 'text',
    name: 'without',
    label: 'Who gets no seat',
    hint: 'Their e-mail addresses, separated by commas',
    required: false,
    maxLength: 3000,
    multiline: true,
  },
  { kind: 'text', name: 'reason', label: 'Why not', required: false, maxLength: 500, multiline: true },
];

export function editedView({ request, quote, leftOut }: Edited): View {
  const without = leftOut.length === 0 ? '' : ` ${leftOut.map(({ fullName }) => fullName).join(', ')} get no seat.`;
  return {
    title: `Request ${request.number} asks for ${subjectText(request)} now`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          'It is at most ',
          { money: quote.total },
          `.${without} Whoever asked agrees first; then it waits for approval again, and the old buttons decide nothing.`,
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show requests', weight: 'plain', does: { command: 'requests', args: {} } }],
  };
}

/** The field of the form that the sentence belongs on. */
export function changeField(refused: ChangeRefused): 'count' | 'seatType' | 'team' | 'without' | 'reason' {
  switch (refused.kind) {
    case 'named-people':
      return 'count';
    case 'unchanged':
      return 'seatType';
    case 'team-of-list':
    case 'unknown-team':
      return 'team';
    case 'no-people':
    case 'one-person':
    case 'not-in-list':
    case 'nobody-left':
      return 'without';
    case 'no-reason':
    case 'kept-seat':
    case 'conversion':
      return 'reason';
    default:
      return unreachable(refused);
  }
}

export function changeSentence(refused: ChangeRefused): string {
  switch (refused.kind) {
    case 'unchanged':
      return 'It asks for exactly that already.';
    case 'named-people':
      return 'It is for people by name, so their number is changed by leaving somebody out: without:their@address.';
    case 'kept-seat':
      return 'It is for the seat that they try out, which stays as it is. Reject it with the reason if they are not to keep it.';
    case 'no-people':
      return 'It is for seats without names: change their number or their type.';
    case 'one-person':
      return 'It is for one person. Reject it with the reason if they are to get no seat.';
    case 'team-of-list':
      return 'Everybody of a list has a team of their own. Once they have their seats, team changes it.';
    case 'unknown-team':
      return refused.teams.length === 0
        ? `There is no team ${refused.name}, and there are no teams yet.`
        : `There is no team ${refused.name}. Teams: ${refused.teams.map(({ name }) => name).join(', ')}.`;
    case 'not-in-list':
      return `${refused.address} is not among the people of this request.`;
    case 'conversion':
      return 'A conversion is for one person and from one type to the other. Approve it, or reject it with a reason.';
    case 'nobody-left':
      return 'Nobody would be left. Reject it with the reason instead.';
    case 'no-reason':
      return 'Say why they get no seat: reason:"…". The requester is told.';
    default:
      return unreachable(refused);
  }
}

export function notChangedView(request: ApprovalRequest, refused: ChangeRefused): View {
  return {
    title: `Request ${request.number} stays as it is`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [changeSentence(refused)] }],
    actions: [{ kind: 'run', label: 'Show requests', weight: 'primary', does: { command: 'requests', args: {} } }],
  };
}
