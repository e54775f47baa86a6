import type { OrgCredential } from '../credentials/org-credential.ts';
import type { Member } from '../people/member.ts';
import { PRIVACY_LEVELS, PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import { SEAT_TYPES, SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { Fact, Form, Input, Option, View } from '../views/view.ts';
import type { Account } from './account.ts';
import { PROVIDER_NAMES } from './provider.ts';
import type { SeatDefaults } from './seat-defaults.ts';
import type { Team } from './team.ts';

const LABELS = {
  seatType: 'Seat type',
  privacy: 'Privacy level',
  team: 'Team',
  mailSystem: 'Mail system',
} as const satisfies Record<keyof SeatDefaults, string>;

const FIELDS = ['seatType', 'privacy', 'team', 'mailSystem'] as const satisfies readonly (keyof SeatDefaults)[];

export function defaultTexts({
  seatType,
  privacy,
  team,
  mailSystem,
}: SeatDefaults): Record<keyof SeatDefaults, string> {
  return {
    seatType: SEAT_TYPE_NAMES[seatType ?? 'sync-only'],
    privacy: privacy === undefined ? 'asked each time' : PRIVACY_MEANINGS[privacy].title,
    team: team ?? 'none',
    mailSystem: mailSystem === undefined ? 'the one that is connected' : PROVIDER_NAMES[mailSystem],
  };
}

/** What a seat gets where nothing is said, and for whoever may change it the button. */
export function defaultsView(account: Account, mayChange: boolean): View {
  const texts = defaultTexts(account.seatDefaults);
  return {
    title: `What a new seat gets in ${account.name}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: shownFields(account).map((field): Fact => ({ label: LABELS[field], value: [texts[field]] })),
      },
      {
        kind: 'note',
        text: [
          'Invitations, lists and provisioning begin with this; what is said with an invitation goes before it. Seats that there are stay as they are.',
        ],
      },
    ],
    actions: mayChange
      ? [
          { kind: 'run', label: 'Change', weight: 'primary', does: { command: 'defaults set', args: {} } },
          { kind: 'run', label: 'Apply to members', weight: 'plain', does: { command: 'defaults apply', args: {} } },
        ]
      : [],
  };
}

/** Teams are part of the Enterprise tier. */
function shownFields({ tier }: Account): readonly (keyof SeatDefaults)[] {
  return tier === 'enterprise' ? FIELDS : FIELDS.filter((field) => field !== 'team');
}

/** To whoever else may change it. */
export function defaultsChangedView(before: Account, after: Account, by: Member): View {
  const old = defaultTexts(before.seatDefaults);
  const now = defaultTexts(after.seatDefaults);
  const changed = FIELDS.filter((field) => old[field] !== now[field]);
  return {
    title: 'What a new seat gets was changed',
    tone: 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Changed by', value: [{ member: by.id, name: by.fullName }] },
          ...changed.map((field): Fact => ({ label: LABELS[field], value: [`${now[field]} (before: ${old[field]})`] })),
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show the defaults', weight: 'primary', does: { command: 'defaults', args: {} } }],
  };
}

export function defaultsRefusedView(sentence: string): View {
  return {
    title: 'The defaults were not changed',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [sentence] }],
    actions: [{ kind: 'run', label: 'Show the defaults', weight: 'plain', does: { command: 'defaults', args: {} } }],
  };
}

/** A choice holds no more on every surface; the others are typed. */
const MOST_TEAMS = 90;

export type DefaultsFormInput = {
  readonly account: Account;
  readonly teams: readonly Team[];
  readonly credentials: readonly OrgCredential[];
};

export function defaultsForm({ account, teams, credentials }: DefaultsFormInput): Form {
  const { seatType = 'sync-only', privacy = 'ask', team = 'none', mailSystem = 'any' } = account.seatDefaults;
  const levels = PRIVACY_LEVELS.map((value) => ({
    value,
    label: PRIVACY_MEANINGS[value].title,
    description: PRIVACY_MEANINGS[value].seen,
  }));
  const systems = credentials.map(({ provider }) => ({ value: provider, label: PROVIDER_NAMES[provider] }));
  return {
    title: 'What a new seat gets',
    blocks: [{ kind: 'text', text: ['It counts where whoever invites says nothing. Nobody’s seat is changed by it.'] }],
    inputs: [
      choice(
        'seatType',
        seatType,
        SEAT_TYPES.map((value) => ({ value, label: SEAT_TYPE_NAMES[value] })),
      ),
      choice('privacy', privacy, [...levels, { value: 'ask', label: 'Ask each time' }]),
      ...(account.tier === 'enterprise'
        ? [
            choice('team', team, [
              { value: 'none', label: 'None' },
              ...teams.slice(0, MOST_TEAMS).map(({ name }) => ({ value: name, label: name })),
            ]),
          ]
        : []),
      choice('mailSystem', mailSystem, [{ value: 'any', label: 'The one that is connected' }, ...systems]),
    ],
    submit: { label: 'Keep as defaults', does: { command: 'defaults set', args: {} } },
  };
}

function choice(name: keyof SeatDefaults, wanted: string, options: readonly Option[]): Input {
  const initial = options.find(({ value }) => value === wanted) ?? options[0];
  return {
    kind: 'choice',
    name,
    label: LABELS[name],
    required: true,
    options,
    ...(initial === undefined ? {} : { initial: initial.value }),
  };
}
