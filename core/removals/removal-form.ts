import { coolOffText } from './cool-off.ts';
import type { Member } from '../people/member.ts';
import type { Form, Input } from '../views/view.ts';

export type RemovalGiven = {
  readonly fullName?: string | undefined;
  readonly addresses?: readonly string[] | undefined;
  readonly reason?: string | undefined;
  readonly ticket?: string | undefined;
};

export type RemovalAsking = {
  readonly isSupport: boolean;
  readonly given: RemovalGiven;
  readonly coolOffHours: number;
};

/** The fields that the seed’s letter to support has, and what support itself needs besides. */
export function removalForm(member: Member | undefined, { isSupport, given, coolOffHours }: RemovalAsking): Form {
  return {
    title: 'Remove somebody',
    blocks: [
      {
        kind: 'text',
        text: [
          member === undefined ? 'The person' : { member: member.id, name: member.fullName },
          ` and everything their mailboxes brought are deleted for good, by support, after at least ${coolOffText(coolOffHours)}. Deactivating frees the seat and keeps the company’s data.`,
        ],
      },
    ],
    inputs: inputsOf(isSupport, given),
    submit: {
      label: 'Ask for the removal',
      does: { command: 'remove', args: member === undefined ? {} : { member: member.address } },
    },
  };
}

function inputsOf(isSupport: boolean, given: RemovalGiven): readonly Input[] {
  const line = { kind: 'text', required: true, multiline: false } as const;
  return [
    { ...line, name: 'fullName', label: 'Full name', hint: HINTS.fullName, maxLength: 120, ...initial(given.fullName) },
    {
      ...line,
      name: 'addresses',
      label: 'All e-mail addresses',
      hint: HINTS.addresses,
      maxLength: 1_000,
      multiline: true,
      ...initial(given.addresses?.join('\n')),
    },
    {
      ...line,
      name: 'reason',
      label: 'Reason',
      hint: HINTS.reason,
      maxLength: 500,
      multiline: true,
      ...initial(given.reason),
    },
    {
      ...line,
      name: 'ticket',
      label: 'Ticket',
      hint: isSupport ? 'Support needs one' : 'If there is one',
      required: isSupport,
      maxLength: 80,
      ...initial(given.ticket),
    },
  ];
}

const HINTS = {
  fullName: 'As it stands in the list',
  addresses: 'One per line: their own and each linked mailbox',
  reason: 'It is kept after the removal, so name nobody in it',
} as const;

function initial(value: string | undefined): { readonly initial?: string } {
  return value === undefined ? {} : { initial: value };
}
