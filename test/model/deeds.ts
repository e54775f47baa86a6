import * as fc from 'fast-check';
import type { SealedReply } from '../../core/commands/reply.ts';
import { createCarryOutDeparture } from '../../core/departures/carry-out-departure.ts';
import { createCarryOutTerm } from '../../core/seats/terms/carry-out-term.ts';
import { unreachable } from '../../core/result.ts';
import type { SealedView } from '../../core/views/view.ts';
import type { Office } from '../flows/office.ts';

export type Deed =
  | { readonly kind: 'invite' | 'void' | 'try' | 'keep'; readonly person: number }
  /** Every worker that looks after ends and departures at once. */
  | { readonly kind: 'end-terms' }
  | { readonly kind: 'agree' | 'check' | 'press-old-card' | 'stranger-presses' }
  | { readonly kind: 'approve' | 'reject'; readonly by: Decider }
  | { readonly kind: 'cancel' | 'expire'; readonly request: number }
  | { readonly kind: 'buy'; readonly by: 'ada' | 'hedy'; readonly count: number };

/** Hedy is an Admin and an approver, so that she decides on others’ requests and asks for seats herself. */
type Decider = 'grace' | 'barbara' | 'hedy';

/** A deed, how many turns later than the others of its round it begins, and whether the platform delivers it twice. */
export type Timed = { readonly deed: Deed; readonly later: number; readonly isTwice: boolean };

const person = fc.nat(4);
const by = fc.constantFrom<Decider>('grace', 'barbara', 'hedy');
const request = fc.integer({ min: 1, max: 3 });

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('invite' as const), person }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('try' as const, 'keep' as const), person }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'end-terms' as const }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom('agree' as const, 'check' as const) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('approve' as const), by }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('void' as const), person }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('press-old-card' as const, 'stranger-presses' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject' as const), by }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'expire' as const), request }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('buy' as const),
      by: fc.constantFrom('ada' as const, 'hedy' as const),
      count: fc.integer({ min: 1, max: 6 }),
    }),
  },
);

export const anyTimed: fc.Arbitrary<Timed> = fc.record({
  deed: anyDeed,
  later: fc.nat(40),
  isTwice: fc.constantFrom(false, false, false, true),
});

/** Each begins some turns of the event loop later, so that transactions meet in ever other places. */
export async function perform(office: Office, { deed, later, isTwice }: Timed): Promise<void> {
  for (let turn = 0; turn < later; turn += 1) await Promise.resolve();
  office.delivers(isTwice ? 'twice' : 'once');
  await act(office, deed);
}

async function act(office: Office, deed: Deed): Promise<unknown> {
  switch (deed.kind) {
    case 'invite':
      return await office.types('ada', inviting(`p${deed.person}@acme.example`));
    case 'try':
      return await agreeTo(office, `${inviting(`p${deed.person}@acme.example`)} trial:yes`);
    case 'keep':
      return await agreeTo(office, `renew p${deed.person}@acme.example`);
    case 'end-terms':
      return await endTerms(office);
    case 'agree':
      return await agreeToPrices(office);
    case 'check':
      return await office.checksSeats();
    case 'void':
      return await voidSeat(office, deed.person);
    case 'approve':
      return await decide(office, deed.by, /^Approve/u);
    case 'reject':
      return await decide(office, deed.by, 'Reject');
    case 'press-old-card':
      return await pressFirstCard(office, 'barbara');
    case 'stranger-presses':
      return await pressFirstCard(office, 'ada');
    case 'cancel':
      return await pressOn(office, 'ada', 'requests mine', `Cancel ${deed.request}`);
    case 'expire':
      return await expire(office, deed.request);
    case 'buy':
      return await submitted(office, deed.by, await office.types(deed.by, `buy ${deed.count}`), { agreed: true });
    default:
      return unreachable(deed);
  }
}

async function agreeTo(office: Office, words: string) {
  return await submitted(office, 'ada', await office.types('ada', words), { agreed: true });
}

async function endTerms({ deps, inAccount }: Office): Promise<void> {
  const carryOutTerm = createCarryOutTerm(deps);
  const carryOutDeparture = createCarryOutDeparture(deps);
  for (const { accountId, id: termId } of await inAccount(({ seatTerms }) => seatTerms.allRunning()))
    await carryOutTerm({ accountId, termId });
  const { signal } = new AbortController();
  for (const { accountId, id } of await inAccount(({ members }) => members.list())) {
    const open = await inAccount(({ departures }) => departures.open(id));
    if (open !== undefined) await carryOutDeparture({ accountId, departureId: open.id }, signal);
  }
}

function inviting(address: string): string {
  return `invite ${address} Linus Torvald privacy:subjects`;
}

async function decide(office: Office, user: Decider, label: string | RegExp) {
  const card = await pressOn(office, user, 'requests waiting', /^Decide/u);
  if (!('view' in card) || !has(card.view, label)) return card;
  return await submitted(office, user, await office.presses(user, card.view, label), { reason: 'Not this time' });
}

/** The oldest card of all, whatever has become of it: nothing may come of it that its request does not permit. */
async function pressFirstCard(office: Office, user: string) {
  const notices = await office.inAccount(({ notices: all }) => all.list(['pending', 'delivered']));
  const cards = notices.filter(({ subject }) => subject.startsWith('request:'));
  const oldest = cards.toSorted((left, right) => (left.id < right.id ? -1 : 1))[0];
  if (oldest === undefined || !has(oldest.view, /^Approve/u)) return undefined;
  return await office.presses(user, oldest.view, /^Approve/u);
}

async function pressOn(office: Office, user: string, typed: string, label: string | RegExp) {
  const reply = await office.types(user, typed);
  return 'view' in reply && has(reply.view, label) ? await office.presses(user, reply.view, label) : reply;
}

async function submitted(office: Office, user: string, reply: SealedReply, answers: Record<string, string | boolean>) {
  return reply.kind === 'form' ? await office.submits(user, reply, answers) : reply;
}

function has({ actions }: SealedView, label: string | RegExp): boolean {
  return actions.some((action) => (typeof label === 'string' ? action.label === label : label.test(action.label)));
}

/** Inviting somebody whose price waits offers to look at it; so does a request that is asked again. */
async function agreeToPrices(office: Office) {
  const waiting = await office.inAccount(async ({ seats, members }) => {
    const open = (await seats.list()).filter(({ state }) => state === 'awaiting-acknowledgement');
    return await Promise.all(open.map(async ({ memberId }) => (await members.get(memberId))?.address ?? ''));
  });
  for (const typed of [...waiting.map(inviting), 'requests mine'])
    await submitted(office, 'ada', await pressOn(office, 'ada', typed, /^Review/u), { agreed: true });
}

async function voidSeat(office: Office, number: number) {
  const seat = await office.inAccount(async ({ members, seats }) => {
    const member = await members.byAddress(`p${number}@acme.example`);
    return member === undefined ? undefined : await seats.ofMember(member.id);
  });
  return seat === undefined ? undefined : await office.voids(seat.id);
}

async function expire(office: Office, number: number) {
  const found = await office.inAccount(({ requests }) => requests.byNumber(number));
  return found === undefined ? undefined : await office.expires(found.id);
}
