import type { Account } from '../accounts/account.ts';
import { PROVIDER_NAMES, type MailSystem } from '../accounts/provider.ts';
import type { OrgCredential } from '../credentials/org-credential.ts';
import { PRIVACY_LEVELS, PRIVACY_MEANINGS, type PrivacyLevel } from '../relationships/privacy.ts';
import type { Block, Fact, Form, Input } from '../views/view.ts';
import { available } from './capacity.ts';
import type { Entitlement } from './entitlement.ts';
import { TRIAL_DAYS } from './terms/plan-term.ts';
import { SEAT_TYPES, SEAT_TYPE_NAMES, type SeatType } from './seat-type.ts';
import { countOf } from '../views/count-text.ts';

export type Given = {
  readonly address?: string | undefined;
  readonly fullName?: string | undefined;
  readonly seatType?: SeatType | undefined;
  readonly privacy?: PrivacyLevel | undefined;
  readonly team?: string | undefined;
  readonly mailSystem?: MailSystem | undefined;
  readonly trial?: number | undefined;
  readonly until?: Temporal.PlainDate | undefined;
};

export type InviteFormInput = {
  readonly account: Account;
  readonly credentials: readonly OrgCredential[];
  readonly entitlements: readonly Entitlement[];
  readonly given: Given;
};

/** The fields of the seat article: seat type, full name, e-mail, team (Enterprise only), privacy. */
export function inviteForm({ account, credentials, entitlements, given }: InviteFormInput): Form {
  return {
    title: 'Invite a colleague',
    blocks: capacity(entitlements),
    inputs: [
      seatTypeInput(given),
      {
        kind: 'text',
        name: 'fullName',
        label: 'Full name',
        required: true,
        maxLength: 120,
        multiline: false,
        ...initial(given.fullName),
      },
      {
        kind: 'text',
        name: 'address',
        label: 'E-mail',
        hint: 'The primary address, not an alias',
        required: true,
        maxLength: 254,
        multiline: false,
        ...initial(given.address),
      },
      ...(account.tier === 'enterprise' ? [teamInput(given)] : []),
      privacyInput(given),
      ...(credentials.length > 1 || given.mailSystem !== undefined ? [mailSystemInput(credentials, given)] : []),
      ...endInputs(given),
    ],
    submit: { label: 'Check the mailbox', does: { command: 'invite', args: {} } },
  };
}

function capacity(entitlements: readonly Entitlement[]): readonly Block[] {
  const facts = SEAT_TYPES.map((seatType): Fact => {
    const entitlement = entitlements.find((candidate) => candidate.seatType === seatType);
    const isBought = entitlement !== undefined && entitlement.purchased > 0;
    const value = isBought
      ? `${available(entitlement)} of ${countOf(entitlement.purchased, 'seat', 'seats')} free`
      : 'no seats bought yet';
    return { label: SEAT_TYPE_NAMES[seatType], value: [value] };
  });
  return [
    { kind: 'facts', facts },
    {
      kind: 'note',
      text: [
        'A free seat costs nothing now. Without one you see the price and agree to it before anything is asked for.',
      ],
    },
  ];
}

function seatTypeInput({ seatType }: Given): Input {
  return {
    kind: 'choice',
    name: 'seatType',
    label: 'Seat type',
    required: true,
    initial: seatType ?? 'sync-only',
    options: SEAT_TYPES.map((value) => ({ value, label: SEAT_TYPE_NAMES[value] })),
  };
}

function teamInput(given: Given): Input {
  return {
    kind: 'text',
    name: 'team',
    label: 'Team',
    required: false,
    maxLength: 80,
    multiline: false,
    ...initial(given.team),
  };
}

function privacyInput(given: Given): Input {
  return {
    kind: 'choice',
    name: 'privacy',
    label: 'What colleagues see of their mail and meetings',
    required: true,
    ...initial(given.privacy),
    options: PRIVACY_LEVELS.map((value) => ({
      value,
      label: PRIVACY_MEANINGS[value].title,
      description: PRIVACY_MEANINGS[value].seen,
    })),
  };
}

function mailSystemInput(credentials: readonly OrgCredential[], given: Given): Input {
  const options = [
    ...credentials.map(({ provider }) => ({ value: provider, label: PROVIDER_NAMES[provider] })),
    { value: 'exchange', label: 'Exchange on-premises' },
  ];
  const wanted = options.find(({ value }) => value === given.mailSystem);
  return {
    kind: 'choice',
    name: 'mailSystem',
    label: 'Mail system',
    required: true,
    initial: wanted?.value ?? credentials[0]?.provider ?? 'google',
    options,
  };
}

function endInputs(given: Given): readonly Input[] {
  return [trialInput(given), untilInput(given)];
}

function trialInput({ trial }: Given): Input {
  const choices = TRIAL_CHOICES.some((days) => days === trial) || trial === undefined ? [] : [trial];
  return {
    kind: 'choice',
    name: 'trial',
    label: 'Trial',
    required: false,
    ...initial(trial?.toString()),
    options: [...TRIAL_CHOICES, ...choices].map((days) => ({
      value: `${days}`,
      label: `${days} days, free`,
      description: 'Holds no purchased seat, is never charged, and ends by itself',
    })),
  };
}

const TRIAL_CHOICES = [7, TRIAL_DAYS.usual, TRIAL_DAYS.most] as const;

function untilInput({ until }: Given): Input {
  return {
    kind: 'text',
    name: 'until',
    label: 'Last day',
    hint: 'A day such as 2026-12-31, for a seat that is to end; empty is no end',
    required: false,
    maxLength: 10,
    multiline: false,
    ...initial(until?.toString()),
  };
}

function initial(value: string | undefined): { readonly initial?: string } {
  return value === undefined ? {} : { initial: value };
}
