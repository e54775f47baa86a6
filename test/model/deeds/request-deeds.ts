import * as fc from 'fast-check';
import { askedNow } from '../../../core/approvals/request-cards.ts';
import { unreachable } from '../../../core/result.ts';
import type { Office } from '../../flows/office.ts';
import { addressOf, anyAdmin, anyDecider, memberCalled, STAFF, type Staff } from '../people.ts';
import { has, pressOn, submitted, type Label } from '../pressing.ts';

export type RequestDeed =
  | { readonly kind: 'approve' | 'reject' | 'edit'; readonly by: Staff }
  /** By whoever of those who are asked about the oldest open request, with those who stand in for them. */
  | { readonly kind: 'approve-as-asked' | 'reject-as-asked'; readonly nth: number }
  | { readonly kind: 'agree' | 'press-old-card'; readonly by: Staff }
  | { readonly kind: 'cancel'; readonly by: Staff; readonly request: number }
  | { readonly kind: 'expire'; readonly request: number };

const anyNumber = fc.integer({ min: 1, max: 3 });

export const anyRequestDeed: fc.Arbitrary<RequestDeed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('agree' as const), by: anyAdmin }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('approve' as const), by: anyDecider }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('approve-as-asked' as const), nth: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject-as-asked' as const), nth: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('reject' as const, 'edit' as const), by: anyDecider }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('press-old-card' as const), by: anyDecider }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), by: anyAdmin, request: anyNumber }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expire' as const), request: anyNumber }) },
);

export async function actOnRequests(office: Office, deed: RequestDeed): Promise<unknown> {
  switch (deed.kind) {
    case 'agree':
      return await agreeToPrices(office, deed.by);
    case 'approve':
      return await decide(office, deed.by, /^Approve/u);
    case 'reject':
      return await decide(office, deed.by, 'Reject');
    case 'edit':
      return await decide(office, deed.by, 'Change');
    case 'approve-as-asked':
      return await decideAsAsked(office, deed.nth, /^Approve/u);
    case 'reject-as-asked':
      return await decideAsAsked(office, deed.nth, 'Reject');
    case 'press-old-card':
      return await pressFirstCard(office, deed.by);
    case 'cancel':
      return await pressOn(office, deed.by, 'requests mine', `Cancel ${deed.request}`);
    case 'expire':
      return await expire(office, deed.request);
    default:
      return unreachable(deed);
  }
}

async function decide(office: Office, by: string, label: Label): Promise<unknown> {
  const card = await pressOn(office, by, 'requests waiting', /^Decide/u);
  if (!('view' in card) || !has(card.view, label)) return card;
  const form = await office.presses(by, card.view, label);
  return await submitted(office, by, form, { reason: 'Not this time', count: '2' });
}

async function decideAsAsked(office: Office, nth: number, label: Label): Promise<unknown> {
  const asked = await office.inAccount(async (stores) => {
    const request = (await stores.requests.list()).find(({ state }) => state === 'pending');
    const ids = request === undefined ? [] : await askedNow(stores, request, office.clock.now());
    return await Promise.all(ids.map((id) => stores.members.get(id)));
  });
  const address = asked[nth % Math.max(1, asked.length)]?.address;
  // Whoever is asked is in the chat by the name in their address, or in none.
  const user = STAFF.find((one) => address === addressOf(one));
  return user === undefined ? undefined : await decide(office, user, label);
}

/** The oldest card of all, whatever has become of it: nothing may come of it that its request does not permit. */
async function pressFirstCard(office: Office, by: Staff): Promise<unknown> {
  const notices = await office.inAccount(({ notices: all }) => all.list(['pending', 'delivered']));
  const cards = notices.filter(({ subject }) => subject.startsWith('request:'));
  const oldest = cards.toSorted((left, right) => (left.id < right.id ? -1 : 1))[0];
  if (oldest === undefined || !has(oldest.view, /^Approve/u)) return undefined;
  return await office.presses(by, oldest.view, /^Approve/u);
}

/** Inviting somebody whose price waits offers to look at it; so does a request that is asked again. */
async function agreeToPrices(office: Office, by: Staff): Promise<void> {
  const inviter = await memberCalled(office, by);
  const waiting = await office.inAccount(async ({ seats, members }) => {
    const open = (await seats.list()).filter(
      ({ state, invitedBy }) => state === 'awaiting-acknowledgement' && invitedBy === inviter?.id,
    );
    return await Promise.all(open.map(({ memberId }) => members.get(memberId)));
  });
  const people = waiting.filter((member) => member !== undefined);
  const invitations = people.map(({ standing, address, fullName }) =>
    standing === 'deactivated' ? `reactivate ${address}` : `invite ${address} ${fullName} privacy:subjects`,
  );
  for (const typed of [...invitations, 'requests mine'])
    await submitted(office, by, await pressOn(office, by, typed, /^Review/u), { agreed: true });
}

async function expire(office: Office, number: number): Promise<unknown> {
  const found = await office.inAccount(({ requests }) => requests.byNumber(number));
  return found === undefined ? undefined : await office.expires(found.id);
}
