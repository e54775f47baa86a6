import type { Account } from '../accounts/account.ts';
import type { FirstAdminCode } from '../accounts/first-admin-code.ts';
import { unitPrice, type PriceList } from '../billing/price-list.ts';
import type { Member } from '../people/member.ts';
import type { Entitlement } from '../seats/entitlement.ts';
import { SEAT_TYPE_NAMES, SEAT_TYPES } from '../seats/seat-type.ts';
import type { Block, Fact, Inline, View } from '../views/view.ts';
import type { NamedWorkspace } from './account-arguments.ts';

export type AccountSummary = {
  readonly account: Account;
  readonly terms: PriceList | undefined;
  readonly entitlements: readonly Entitlement[];
  /** Those who were named this time. */
  readonly members: readonly Member[];
  readonly workspaces: readonly NamedWorkspace[];
  readonly code: FirstAdminCode | undefined;
};

/** What stands now, and the code for the first administrator while nobody has used one. */
export function accountView({ account, terms, entitlements, members, workspaces, code }: AccountSummary): View {
  const bound: readonly Fact[] =
    workspaces.length === 0 ? [] : [{ label: 'Bound', value: [workspaces.map(nameOf).join(', ')] }];
  return {
    title: `${account.name} is set`,
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Tier', value: [account.tier] },
          { label: 'Price', value: priceText(terms) },
          { label: 'Billing', value: billingText(terms) },
          { label: 'Seats', value: [seatsText(entitlements)] },
          ...bound,
        ],
      },
      ...(members.length === 0 ? [] : [people(members)]),
      ...(code === undefined ? [] : codeBlocks(code)),
    ],
    actions: [],
  };
}

function nameOf({ surface, workspace }: NamedWorkspace): string {
  return `${surface}/${workspace}`;
}

function priceText(terms: PriceList | undefined): readonly Inline[] {
  if (terms === undefined) return ['none: without a price there is no quote'];
  return SEAT_TYPES.flatMap((seatType, index): readonly Inline[] => {
    const price = unitPrice(terms, seatType);
    const name = `${index === 0 ? '' : '; '}${SEAT_TYPE_NAMES[seatType]}: `;
    return price === undefined
      ? [`${name}none per ${terms.interval}, so no quote`]
      : [name, { money: price }, ` per ${terms.interval}`];
  });
}

function billingText(terms: PriceList | undefined): readonly Inline[] {
  if (terms === undefined) return ['not settled'];
  const minimum = terms.minimumFirstPurchase['sync-only'];
  return [
    `every ${terms.interval} from `,
    { date: terms.anchor },
    ` (${terms.timeZone}), by the ${terms.mode}`,
    ...(minimum === undefined ? [] : [`; first purchase at least ${minimum} ${SEAT_TYPE_NAMES['sync-only']}`]),
    `; version ${terms.version}`,
  ];
}

function seatsText(entitlements: readonly Entitlement[]): string {
  const texts = SEAT_TYPES.map((seatType) => {
    const { used, purchased } = entitlements.find((one) => one.seatType === seatType) ?? { used: 0, purchased: 0 };
    return `${SEAT_TYPE_NAMES[seatType]}: ${used} of ${purchased} used`;
  });
  return texts.join('; ');
}

function people(members: readonly Member[]): Block {
  const items = members.map((member): readonly Inline[] => [
    { member: member.id, name: member.fullName },
    `, ${[ROLE_NAMES[member.role], ...member.grants].join(', ')}`,
  ]);
  return { kind: 'list', items, total: items.length };
}

const ROLE_NAMES = {
  standard: 'Standard',
  admin: 'Admin',
  'enterprise-admin': 'Enterprise Admin',
} as const satisfies Record<Member['role'], string>;

function codeBlocks({ code, expiresAt }: FirstAdminCode): readonly Block[] {
  return [
    {
      kind: 'text',
      text: [
        'Give the first administrator this command, for the chat of a bound workspace: ',
        { code: `/seat claim ${code}` },
      ],
    },
    {
      kind: 'note',
      text: ['It works once and until ', { moment: expiresAt }, '. Whoever types it becomes that member.'],
    },
  ];
}
