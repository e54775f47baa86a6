import { PRIVACY_LEVELS, PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import { SEAT_TYPES, SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { Form, Input, Option } from '../views/view.ts';

export type ProvisioningFormInput = {
  readonly domains: readonly string[];
  readonly hasTeams: boolean;
  /** What was typed already, by field. */
  readonly given: Readonly<Record<string, string>>;
};

const PRIVACY = PRIVACY_LEVELS.map((value) => ({ value, label: PRIVACY_MEANINGS[value].title }));
const SEATS = [
  { value: 'free', label: 'Free seats only' },
  { value: 'ask', label: 'Free seats first, then ask for a purchase' },
];

export function provisioningForm({ domains, hasTeams, given }: ProvisioningFormInput): Form {
  const proved = domains.map((value) => ({ value, label: value }));
  const types = SEAT_TYPES.map((value) => ({ value, label: SEAT_TYPE_NAMES[value] }));
  return {
    title: 'Invite newcomers',
    blocks: [{ kind: 'text', text: ['You see the sentence that you agree to before anything is turned on.'] }],
    inputs: [
      choice('domain', 'Domain', proved, given['domain'] ?? domains[0]),
      choice('seatType', 'Seat type', types, given['seatType'] ?? 'sync-only'),
      choice(
        'privacy',
        'What colleagues see of their mail and meetings',
        PRIVACY,
        given['privacy'] ?? 'participants-only',
      ),
      ...(hasTeams ? [teamInput(given['team'])] : []),
      choice('seats', 'Seats', SEATS, given['seats'] ?? 'free'),
      {
        kind: 'text',
        name: 'perDay',
        label: 'At most how many a day',
        required: true,
        maxLength: 3,
        multiline: false,
        initial: given['perDay'] ?? '5',
      },
      {
        kind: 'text',
        name: 'without',
        label: 'Who is left out',
        hint: 'E-mail addresses, separated by commas',
        required: false,
        maxLength: 3000,
        multiline: true,
      },
    ],
    submit: { label: 'Show what it means', does: { command: 'provisioning on', args: {} } },
  };
}

function teamInput(initial: string | undefined): Input {
  const known = initial === undefined ? {} : { initial };
  return { kind: 'text', name: 'team', label: 'Team', required: false, maxLength: 80, multiline: false, ...known };
}

function choice(name: string, label: string, options: readonly Option[], initial: string | undefined): Input {
  return { kind: 'choice', name, label, required: true, options, ...(initial === undefined ? {} : { initial }) };
}
