import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyChain } from '../../core/audit/verify-chain.ts';
import { compare, sum } from '../../core/billing/money.ts';
import type { ApprovalRequest } from '../../core/approvals/approval-request.ts';
import type { MailboxFacts, ProviderFailure } from '../../core/mailboxes/mailbox-provider.ts';
import { err, ok, unreachable, type Result } from '../../core/result.ts';
import { holdsSeat } from '../../core/seats/seat-moves.ts';
import type { SealedView } from '../../core/views/view.ts';
import { ACME } from '../builders/ids.ts';
import { anOffice, type Office } from './office.ts';

type Deed =
  | { readonly kind: 'invite' | 'void'; readonly person: number }
  | { readonly kind: 'agree' | 'check' }
  | { readonly kind: 'approve' | 'reject'; readonly by: 'grace' | 'barbara' }
  | { readonly kind: 'cancel' | 'expire'; readonly request: number }
  | { readonly kind: 'buy'; readonly count: number };

type Between = { readonly days: number; readonly isReadable: boolean; readonly price: bigint };

const anyPerson = fc.nat(4);
const by = fc.constantFrom('grace' as const, 'barbara' as const);
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('invite' as const), person: anyPerson }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom('agree' as const, 'check' as const) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('approve' as const), by }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('void' as const), person: anyPerson }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject' as const), by }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('cancel' as const, 'expire' as const),
      request: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('buy' as const), count: fc.integer({ min: 1, max: 6 }) }) },
);
const anyRound = fc.record({
  deeds: fc.array(anyDeed, { minLength: 2, maxLength: 5 }),
  between: fc.record({
    days: fc.constantFrom(0, 0, 0, 1, 8, 31),
    isReadable: fc.constantFrom(true, true, false),
    price: fc.constantFrom(4900n, 4900n, 4900n, 5900n),
  }),
});

test('in any order and all at once, seats, charges and agreements stay consistent, and the audit chain verifies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRound, { minLength: 4, maxLength: 12, size: 'max' }), async (rounds) => {
      const mailbox = { isReadable: true };
      const office = await anOffice({ look: (address) => look(mailbox.isReadable, address) });
      for (const { deeds, between } of rounds) {
        await Promise.all(deeds.map((deed) => perform(office, deed)));
        expect(await faults(office)).toEqual([]);
        await pass(office, between, mailbox);
      }
      expect(office.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
      const records = await office.inAccount(({ audit }) => audit.from(1, 10_000));
      expect(verifyChain(records, { accountId: ACME })).toMatchObject({ ok: true });
    }),
    { numRuns: 300 },
  );
}, 120_000);

function look(isReadable: boolean, address: string): Result<MailboxFacts, ProviderFailure> {
  return isReadable
    ? ok({ primaryAddress: address, aliases: [], access: 'headers', messageCount: undefined })
    : err({ kind: 'unauthorised', fault: 'no-such-mailbox', detail: 'not yet' });
}

async function pass(office: Office, { days, isReadable, price }: Between, mailbox: { isReadable: boolean }) {
  office.clock.advance({ hours: 24 * days });
  mailbox.isReadable = isReadable;
  if (price !== 4900n) await office.setsTerms({ prices: { 'sync-only': { month: price } } });
}

async function perform(office: Office, deed: Deed): Promise<unknown> {
  switch (deed.kind) {
    case 'invite':
      return await office.types('ada', inviting(`p${deed.person}@acme.example`));
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
    case 'cancel':
      return await pressOn(office, 'ada', 'requests mine', `Cancel ${deed.request}`);
    case 'expire':
      return await expire(office, deed.request);
    case 'buy': {
      const form = await office.types('ada', `buy ${deed.count}`);
      return form.kind === 'form' ? await office.submits('ada', form, { agreed: true }) : form;
    }
    default:
      return unreachable(deed);
  }
}

function inviting(address: string): string {
  return `invite ${address} Linus Torvald privacy:subjects`;
}

async function decide(office: Office, user: 'grace' | 'barbara', label: string | RegExp) {
  const card = await pressOn(office, user, 'requests waiting', /^Decide/u);
  if (!('view' in card) || !has(card.view, label)) return card;
  const reply = await office.presses(user, card.view, label);
  return reply.kind === 'form' ? await office.submits(user, reply, { reason: 'Not this time' }) : reply;
}

async function pressOn(office: Office, user: string, typed: string, label: string | RegExp) {
  const reply = await office.types(user, typed);
  return 'view' in reply && has(reply.view, label) ? await office.presses(user, reply.view, label) : reply;
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
  for (const typed of [...waiting.map(inviting), 'requests mine']) {
    const form = await pressOn(office, 'ada', typed, /^Review/u);
    if (form.kind === 'form') await office.submits('ada', form, { agreed: true });
  }
}

async function voidSeat(office: Office, person: number) {
  const seat = await office.inAccount(async ({ members, seats }) => {
    const member = await members.byAddress(`p${person}@acme.example`);
    return member === undefined ? undefined : await seats.ofMember(member.id);
  });
  return seat === undefined ? undefined : await office.voids(seat.id);
}

async function expire(office: Office, number: number) {
  const found = await office.inAccount(({ requests }) => requests.byNumber(number));
  return found === undefined ? undefined : await office.expires(found.id);
}

/** Every rule that is broken, in words. */
async function faults({ inAccount }: Office): Promise<readonly string[]> {
  return await inAccount(async (stores) => {
    const seats = await stores.seats.list();
    const lines = await stores.charges.list();
    const requests = await stores.requests.list();
    const { purchased = 0, used = 0 } = (await stores.entitlements.list())[0] ?? {};
    const held = seats.filter(holdsSeat).length;
    const bought = lines.filter(({ state }) => state !== 'voided').reduce((all, { quantity }) => all + quantity, 0);
    const keys = lines.map(({ requestId, part, seatId }) => `${requestId} ${part} ${seatId}`);
    const tooDear = await Promise.all(requests.map((one) => overcharge(stores, one)));
    return [
      used === held ? '' : `${held} seats are held and ${used} counted`,
      used <= purchased ? '' : `${used} of ${purchased} are used`,
      bought === purchased ? '' : `${purchased} are owned and ${bought} charged for`,
      new Set(keys).size === keys.length ? '' : 'something is charged twice',
      ...tooDear,
    ].filter((fault) => fault !== '');
  });
}

async function overcharge(
  { acknowledgements, charges }: Parameters<Parameters<Office['inAccount']>[0]>[0],
  { id, quoteId, state, number }: ApprovalRequest,
): Promise<string> {
  const lines = await charges.ofRequest(id);
  if (state !== 'approved') return lines.length === 0 ? '' : `request ${number} is ${state} and charged`;
  const agreed = await acknowledgements.ofQuote(quoteId);
  const amounts = lines.flatMap((line) => (line.state === 'accrued' ? [line.amount] : []));
  const [first] = agreed;
  if (first === undefined || agreed.length < 2) return `request ${number} was approved without agreement`;
  const total = sum(first.amount.currency, amounts);
  return agreed.every(({ amount }) => compare(total, amount) <= 0) ? '' : `request ${number} is charged too much`;
}
