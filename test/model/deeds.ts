import * as fc from 'fast-check';
import { unreachable } from '../../core/result.ts';
import { actOnConversions, anyConversionDeed, type ConversionDeed } from './deeds/conversion-deeds.ts';
import { actOnLeaving, anyLeavingDeed, type LeavingDeed } from './deeds/leaving-deeds.ts';
import { actOnLists, anyListDeed, type ListDeed } from './deeds/list-deeds.ts';
import { actOnMailboxes, anyMailboxDeed, type MailboxDeed } from './deeds/mailbox-deeds.ts';
import { actOnMoney, anyMoneyDeed, type MoneyDeed } from './deeds/money-deeds.ts';
import { actOnPolicy, anyPolicyDeed, type PolicyDeed } from './deeds/policy-deeds.ts';
import { actOnRemovals, anyRemovalDeed, type RemovalDeed } from './deeds/removal-deeds.ts';
import { actOnRequests, anyRequestDeed, type RequestDeed } from './deeds/request-deeds.ts';
import { actOnRights, anyRightsDeed, type RightsDeed } from './deeds/rights-deeds.ts';
import { actOnSeats, anySeatDeed, type SeatDeed } from './deeds/seat-deeds.ts';
import type { ModelOffice } from './model-office.ts';

/** What somebody does, or a worker. Whoever may not do it is told so, and nothing comes of it. */
export type Deed =
  | { readonly about: 'seats'; readonly deed: SeatDeed }
  | { readonly about: 'requests'; readonly deed: RequestDeed }
  | { readonly about: 'money'; readonly deed: MoneyDeed }
  | { readonly about: 'lists'; readonly deed: ListDeed }
  | { readonly about: 'leaving'; readonly deed: LeavingDeed }
  | { readonly about: 'removals'; readonly deed: RemovalDeed }
  | { readonly about: 'rights'; readonly deed: RightsDeed }
  | { readonly about: 'policy'; readonly deed: PolicyDeed }
  | { readonly about: 'conversions'; readonly deed: ConversionDeed }
  | { readonly about: 'mailboxes'; readonly deed: MailboxDeed }
  | { readonly about: 'notices'; readonly deed: { readonly kind: 'deliver' } };

/** A deed, how many turns later than the others of its round it begins, and whether the platform delivers it twice. */
export type Timed = { readonly done: Deed; readonly later: number; readonly isTwice: boolean };

const DELIVERED_AT_ONCE = 12;

function about<About extends Deed['about'], Done>(name: About, deed: fc.Arbitrary<Done>) {
  return fc.record({ about: fc.constant(name), deed });
}

const DEEDS = {
  seats: about('seats', anySeatDeed),
  requests: about('requests', anyRequestDeed),
  money: about('money', anyMoneyDeed),
  lists: about('lists', anyListDeed),
  leaving: about('leaving', anyLeavingDeed),
  removals: about('removals', anyRemovalDeed),
  rights: about('rights', anyRightsDeed),
  policy: about('policy', anyPolicyDeed),
  conversions: about('conversions', anyConversionDeed),
  mailboxes: about('mailboxes', anyMailboxDeed),
  notices: about('notices', fc.constant({ kind: 'deliver' as const })),
} as const satisfies { readonly [About in Deed['about']]: fc.Arbitrary<Extract<Deed, { about: About }>> };

/** What a day is mostly about, so that a few rounds come far enough; everything else happens too, now and then. */
export const THEMES = [
  { seats: 14, requests: 16, money: 6, policy: 3, leaving: 5 },
  { lists: 16, requests: 10, seats: 6, policy: 2 },
  { leaving: 16, seats: 8, rights: 5, requests: 4, mailboxes: 3 },
  { removals: 24, leaving: 4, seats: 4, rights: 3 },
  { conversions: 16, requests: 10, leaving: 4, money: 3 },
  { policy: 12, requests: 16, rights: 8, money: 8, leaving: 5 },
] as const satisfies readonly Readonly<Partial<Record<Deed['about'], number>>>[];
export type Theme = Readonly<Partial<Record<Deed['about'], number>>>;

function anyDeedOf(theme: Theme): fc.Arbitrary<Deed> {
  const weigh = (name: Deed['about']): number => theme[name] ?? 1;
  const weighted = ABOUT.map((name) => ({ weight: weigh(name), arbitrary: DEEDS[name] satisfies fc.Arbitrary<Deed> }));
  return fc.oneof(...weighted);
}

const ABOUT = [
  'seats',
  'requests',
  'money',
  'lists',
  'leaving',
  'removals',
  'rights',
  'policy',
  'conversions',
  'mailboxes',
  'notices',
] as const satisfies readonly Deed['about'][];

export function anyTimed(theme: Theme): fc.Arbitrary<Timed> {
  return fc.record({ done: anyDeedOf(theme), later: fc.nat(40), isTwice: fc.constantFrom(false, false, false, true) });
}

/** Each begins some turns of the event loop later, so that transactions meet in ever other places. */
export async function perform(office: ModelOffice, { done, later, isTwice }: Timed): Promise<void> {
  for (let turn = 0; turn < later; turn += 1) await Promise.resolve();
  office.delivers(isTwice ? 'twice' : 'once');
  await act(office, done);
}

async function act(office: ModelOffice, done: Deed): Promise<unknown> {
  switch (done.about) {
    case 'seats':
      return await actOnSeats(office, done.deed);
    case 'requests':
      return await actOnRequests(office, done.deed);
    case 'money':
      return await actOnMoney(office, done.deed);
    case 'lists':
      return await actOnLists(office, done.deed);
    case 'leaving':
      return await actOnLeaving(office, done.deed);
    case 'removals':
      return await actOnRemovals(office, done.deed);
    case 'rights':
      return await actOnRights(office, done.deed);
    case 'policy':
      return await actOnPolicy(office, done.deed);
    case 'conversions':
      return await actOnConversions(office, done.deed);
    case 'mailboxes':
      return await actOnMailboxes(office, done.deed);
    case 'notices':
      return await office.worksOnNotices(DELIVERED_AT_ONCE);
    default:
      return unreachable(done);
  }
}
