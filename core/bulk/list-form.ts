import type { Account } from '../accounts/account.ts';
import type { OrgCredential } from '../credentials/org-credential.ts';
import { inviteForm, type Given } from '../seats/invite-form.ts';
import type { Entitlement } from '../seats/entitlement.ts';
import type { Form, Input } from '../views/view.ts';
import { HEADER_LINE } from './read-header.ts';

export type ListFormInput = {
  readonly account: Account;
  readonly credentials: readonly OrgCredential[];
  readonly entitlements: readonly Entitlement[];
  readonly given: Omit<Given, 'address' | 'fullName'> & {
    readonly people?: string | undefined;
    readonly upload?: string | undefined;
  };
};

/** What a single person is asked for, and a list is not. */
export const OF_ONE: ReadonlySet<string> = new Set(['address', 'fullName']);

/** The form of a single invitation with many people in the place of one; what it says holds where a row says nothing. */
export function listForm({ given, ...input }: ListFormInput): Form {
  const { people, upload, ...defaults } = given;
  const single = inviteForm({ ...input, given: defaults });
  return {
    title: 'Invite many colleagues',
    blocks: [
      ...single.blocks,
      {
        kind: 'note',
        text: ['You see every row with what would happen to it before anybody is invited. At most 250 at once.'],
      },
    ],
    inputs: [
      ...(upload === undefined ? [peopleInput(people), UPLOAD] : []),
      ...single.inputs.filter(({ name }) => !OF_ONE.has(name)),
    ],
    submit: {
      label: 'Show what would happen',
      does: { command: 'invite csv', args: upload === undefined ? {} : { upload } },
    },
  };
}

const UPLOAD: Input = {
  kind: 'file',
  name: 'upload',
  label: 'Or a file',
  formats: ['csv', 'txt'],
  hint: 'Send a CSV file to me in our personal chat, with no other words.',
  required: false,
};

function peopleInput(people: string | undefined): Input {
  return {
    kind: 'text',
    name: 'people',
    label: 'People',
    hint: `Addresses, or a table with the header ${HEADER_LINE}. Leave it empty when you choose a file.`,
    required: false,
    maxLength: 100_000,
    multiline: true,
    ...(people === undefined ? {} : { initial: people }),
  };
}
