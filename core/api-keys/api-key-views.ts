import type { Member } from '../people/member.ts';
import { unreachable } from '../result.ts';
import type { Fact, Form, Inline, View } from '../views/view.ts';
import type { ApiKeyOffer } from './api-key-offer.ts';
import type { ActiveKey, ApiKey, RevokedBecause, RevokedKey } from './api-key.ts';
import { keyStandingOf } from './api-key-moves.ts';
import type { NoKeyFor } from './may-have-key.ts';

export function noKeyForView(refused: NoKeyFor): View {
  return {
    title: 'You cannot have an API key',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [noKeyBecause(refused), ' Nothing was made.'] }],
    actions: [{ kind: 'run', label: 'Show my seat', weight: 'primary', does: { command: 'show', args: {} } }],
  };
}

/** One sentence why, and one that leads on. */
export function noKeyBecause(refused: NoKeyFor): string {
  switch (refused.kind) {
    case 'tier':
      return 'The API belongs to the tiers Scale, Advanced and Enterprise, and this account is on Essential. Whoever runs Usher can change the tier.';
    case 'sync-only':
      return 'A key reads what its owner may read in the CRM, and a Sync Only seat has no CRM access. Ask an Admin for a Full Access seat.';
    case 'standing':
      return `A key belongs to an active member, and you are ${refused.standing}. An Admin can change that.`;
    default:
      return unreachable(refused);
  }
}

export function keyFormOf(): Form {
  return {
    title: 'Make an API key',
    blocks: [
      { kind: 'text', text: ['It reads what you may read, through the read API. You have one active key at a time.'] },
    ],
    inputs: [
      {
        kind: 'text',
        name: 'integration',
        label: 'What will use it',
        hint: 'You are reminded of it before the key ends',
        required: true,
        maxLength: 80,
        multiline: false,
      },
    ],
    submit: { label: 'Go on', does: { command: 'apikey new', args: {} } },
  };
}

export function replaceKeyView(active: ActiveKey, wanted: string): View {
  return {
    title: `A new key ends the one that ${active.integration} uses`,
    tone: 'attention',
    blocks: [
      { kind: 'facts', facts: [...keyFacts(active), { label: 'Breaks', value: [{ strong: active.integration }] }] },
      {
        kind: 'text',
        text: ['You have one active key at a time. The old one ends when the new one is made, not before.'],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: 'Replace the key',
        weight: 'danger',
        does: { command: 'apikey replace', args: { integration: wanted, key: active.id } },
      },
    ],
  };
}

export function keyOfferView(offer: ApiKeyOffer, ends: ActiveKey | undefined, href: string): View {
  const ending: readonly Fact[] =
    ends === undefined ? [] : [{ label: 'Ends', value: [{ code: ends.prefix }, ` of ${ends.integration}`] }];
  return {
    title: 'Your key is made on a page of its own',
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'For', value: [offer.integration] },
          { label: 'Good until', value: [{ moment: offer.expiresAt }] },
          ...ending,
        ],
      },
      {
        kind: 'note',
        text: [
          'Chats keep what they are told, so the key is shown there and nowhere else, once. The link is for you alone.',
        ],
      },
    ],
    actions: [{ kind: 'open', label: 'Make the key', href }],
  };
}

/** `members` where it is everybody's. */
export function keyListView(keys: readonly ApiKey[], members: readonly Member[] | undefined): View {
  const standing = members === undefined ? keyStandingOf(keys) : 'active';
  return {
    title: keys.length === 0 ? 'There is no API key' : `${keys.length} API ${keys.length === 1 ? 'key' : 'keys'}`,
    tone: standing === 'required' ? 'attention' : 'neutral',
    blocks: [
      ...(standing === 'required'
        ? [
            {
              kind: 'text',
              text: ['A new key is required: yours ended when you were deactivated, and what used it stands still.'],
            } as const,
          ]
        : []),
      ...(keys.length === 0 ? [] : [keyTable(keys, members)]),
    ],
    actions: [{ kind: 'run', label: 'Make a key', weight: 'primary', does: { command: 'apikey new', args: {} } }],
  };
}

const MOST_LISTED = 20;

function keyTable(keys: readonly ApiKey[], members: readonly Member[] | undefined): View['blocks'][number] {
  const owner = (key: ApiKey): readonly Inline[] => {
    const member = members?.find(({ id }) => id === key.memberId);
    return member === undefined ? [] : [{ member: member.id, name: member.fullName }];
  };
  return {
    kind: 'table',
    columns: ['Key', 'For', 'Last used', 'State', ...(members === undefined ? [] : ['Owner'])],
    rows: keys
      .slice(0, MOST_LISTED)
      .map((key) => [
        { code: key.prefix },
        key.integration,
        key.lastUsedAt === undefined ? 'never' : { moment: key.lastUsedAt },
        key.state === 'active' ? 'active' : REVOKED_WORDS[key.because],
        ...owner(key),
      ]),
    total: keys.length,
  };
}

const REVOKED_WORDS = {
  superseded: 'revoked, a newer one was made',
  deactivated: 'revoked with its owner’s deactivation',
  manual: 'revoked by hand',
} as const satisfies Record<RevokedBecause, string>;

export function askToRevokeView(key: ActiveKey, owner: Member): View {
  return {
    title: `Ending this key breaks ${key.integration}`,
    tone: 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [...keyFacts(key), { label: 'Owner', value: [{ member: owner.id, name: owner.fullName }] }],
      },
      { kind: 'text', text: ['It ends at once and cannot be brought back. A new one can be made.'] },
    ],
    actions: [
      {
        kind: 'run',
        label: 'End the key',
        weight: 'danger',
        does: { command: 'apikey revoke confirm', args: { key: key.id } },
      },
    ],
  };
}

export function keyRevokedView(key: RevokedKey, owner: Member): View {
  return {
    title: `The key of ${key.integration} was ended`,
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [...keyFacts(key), { label: 'Owner', value: [{ member: owner.id, name: owner.fullName }] }],
      },
    ],
    actions: [{ kind: 'run', label: 'Show my keys', weight: 'primary', does: { command: 'apikey list', args: {} } }],
  };
}

export function keyRevokedNoticeView(key: RevokedKey, by: Member): View {
  return {
    title: `Your API key of ${key.integration} was ended`,
    tone: 'attention',
    blocks: [
      { kind: 'facts', facts: [...keyFacts(key), { label: 'By', value: [{ member: by.id, name: by.fullName }] }] },
      { kind: 'text', text: ['What used it cannot read any more. You can make a new key.'] },
    ],
    actions: [{ kind: 'run', label: 'Make a key', weight: 'primary', does: { command: 'apikey new', args: {} } }],
  };
}

export function keyRevokedBeforeView(key: RevokedKey): View {
  return {
    title: 'This key ended before',
    tone: 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [...keyFacts(key), { label: 'Ended', value: [{ moment: key.at }, ` (${REVOKED_WORDS[key.because]})`] }],
      },
    ],
    actions: [{ kind: 'run', label: 'Show my keys', weight: 'primary', does: { command: 'apikey list', args: {} } }],
  };
}

export function noSuchKeyView(): View {
  return {
    title: 'There is no such API key',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: ['Without a word your own active key is meant; else write the beginning of a key as the list shows it.'],
      },
    ],
    actions: [{ kind: 'run', label: 'Show my keys', weight: 'primary', does: { command: 'apikey list', args: {} } }],
  };
}

function keyFacts({ prefix, createdAt, lastUsedAt }: ApiKey): readonly Fact[] {
  return [
    { label: 'Key', value: [{ code: prefix }] },
    { label: 'Made', value: [{ moment: createdAt }] },
    { label: 'Last used', value: [lastUsedAt === undefined ? 'never' : { moment: lastUsedAt }] },
  ];
}
