import { describe, expect, test } from 'vitest';
import type { MailboxFacts, ProviderFailure } from '../../core/mailboxes/mailbox-provider.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { currency } from '../builders/money.ts';
import { anOffice, askedFor, charged, INVITE, seatStates, syncOnly, theRequest, type Office } from './office.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { viewText } from './world.ts';

const MINIMUM = { 'sync-only': 5 } as const;

/** The requester agrees to the new amount, the approver to the same. */
async function agreedAgain(office: Office) {
  const again = await office.lastNotice(office.ada, 'ada');
  const form = await office.presses('ada', again.view, /^Review/u);
  const sent = await office.submits('ada', form, { agreed: true });
  const card = await office.types('grace', 'approve 1');
  if (card.kind !== 'private') throw new Error(card.kind);
  const reply = await office.presses('grace', card.view, /^Approve/u);
  return { again: again.view, form, sent, card: card.view, reply };
}

async function agreedAmounts({ inAccount }: Office): Promise<readonly bigint[]> {
  const { quoteId } = (await inAccount(({ requests }) => requests.list()))[0] ?? {};
  if (quoteId === undefined) throw new Error('Nothing was asked for');
  return (await inAccount(({ acknowledgements }) => acknowledgements.ofQuote(quoteId))).map(
    ({ amount }) => amount.minor,
  );
}

describe('what changed before the decision is asked again', () => {
  const DEARER = { prices: { 'sync-only': { month: 5900n } } };

  test.each([
    ['a dearer price', 'The price changed.', (office: Office) => office.setsTerms(DEARER)],
    [
      'a cheaper price',
      'The price changed.',
      (office: Office) => office.setsTerms({ prices: { 'sync-only': { month: 900n } } }),
    ],
    [
      'another currency',
      'The currency of the account changed.',
      (office: Office) => office.setsTerms({ currency: currency('USD') }),
    ],
  ])('%s: nothing is charged, old buttons are dead, and both agree anew', async (_, because, change) => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    await change(office);

    const refused = await office.presses('grace', card, /^Approve EUR/u);
    const stale = await office.presses('barbara', card, /^Approve EUR/u);
    const before = await charged(office);
    const { again, reply } = await agreedAgain(office);

    expect(replyText(refused)).toContain('the amount changed');
    expect(replyText(stale)).toContain('older than the request');
    expect(before).toEqual([]);
    expect(viewText(again)).toContain(because);
    expect(replyText(reply)).toContain('is approved');
    expect(await charged(office)).toHaveLength(2);
    expect(new Set(await agreedAmounts(office)).size).toBe(1);
    expect(await agreedAmounts(office)).toHaveLength(2);
  });

  test('a new period asks for the amount of that period', async () => {
    const office = await anOffice();
    office.clock.advance({ hours: 24 * 16 });
    const { card } = await askedFor(office);
    office.clock.advance({ hours: 24 * 4 });

    await office.presses('grace', card, /^Approve EUR/u);
    const { again, form, reply } = await agreedAgain(office);

    expect(viewText(again)).toContain('A new billing period began.');
    expect(replyText(form)).toContain('30 Apr 2026');
    expect(replyText(reply)).toContain('is approved');
    // 4 × 49.00 × 29 / 30 from 2 April.
    expect(await charged(office)).toContain('accrued 4 EUR 189.47');
  });

  test('a minimum that another purchase met meanwhile asks for fewer seats, and every card says how many', async () => {
    const office = await anOffice();
    const form = await office.types('ada', 'buy 2');
    await office.submits('ada', form, { agreed: true });
    const card = await office.lastNotice(office.grace, 'grace');
    await office.inAccount(async ({ entitlements }) => {
      const none = await entitlements.lock('sync-only');
      await entitlements.replace(none, { ...none, purchased: MINIMUM['sync-only'], version: none.version + 1 });
    });

    const refused = await office.presses('grace', card.view, /^Approve EUR/u);
    const { again, reply } = await agreedAgain(office);

    expect(viewText(card.view)).toContain('5 Sync Only seats');
    expect(replyText(refused)).toContain('2 Sync Only seats was not approved');
    expect(viewText(again)).toContain('The minimum quantity was met by another purchase.');
    expect(replyText(reply)).toContain('2 Sync Only seats is approved');
    expect(await charged(office)).toEqual(['accrued 2 EUR 60.06']);
    expect(await syncOnly(office)).toBe('0 of 7');
  });

  test('a price that changed again while the requester thought it over is shown before it is agreed to', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    await office.setsTerms(DEARER);
    await office.presses('grace', card, /^Approve EUR/u);
    const again = await office.lastNotice(office.ada, 'ada');
    const old = await office.presses('ada', again.view, /^Review/u);
    await office.setsTerms({ prices: { 'sync-only': { month: 6900n } } });

    const fresh = await office.submits('ada', old, { agreed: true });
    const sent = await office.submits('ada', fresh, { agreed: true });
    const repeated = await office.submits('ada', fresh, { agreed: true });

    expect(replyText(fresh)).toContain('EUR 69.00');
    expect(replyText(sent)).toContain('Request 1 was sent');
    expect(replyText(repeated)).toContain('Request 1 was sent');
    expect(await charged(office)).toEqual([]);
  });

  test('only the requester can agree to it', async () => {
    const office = await anOffice();
    await office.member('joan', 'Joan Clarke', { role: 'admin' });
    const { card } = await askedFor(office);
    await office.setsTerms(DEARER);
    await office.presses('grace', card, /^Approve EUR/u);
    const again = await office.lastNotice(office.ada, 'ada');

    const reply = await office.presses('joan', again.view, /^Review/u);

    expect(replyText(reply)).toContain('is not yours');
  });

  test('a price that is gone says so, in place of a button', async () => {
    const office = await anOffice();
    await office.types('ada', INVITE);
    await office.checksSeats();
    const price = await office.lastNotice(office.ada, 'ada');
    await office.setsTerms({ prices: {} });

    const reply = await office.presses('ada', price.view, /^Review/u);

    expect(replyText(reply)).toContain('no price is set');
  });
});

test('what seats would cost stands in the first line', async () => {
  const office = await anOffice({ seats: 5 });

  const reply = await office.types('ada', 'quote 3');

  // 3 × 49.00 × 19 / 31 from 13 March.
  expect(replyText(reply).split('\n')[0]).toBe('3 Sync Only seats would cost at most EUR 90.10');
});

describe('what is billed', () => {
  test('is the lower amount of a later day, never what was quoted', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    office.clock.advance({ hours: 24 * 6 });

    await office.presses('grace', card, /^Approve EUR/u);
    await office.checksSeats();

    // 4 × 49.00 × 13 / 31 and 49.00 × 13 / 31, from 19 March.
    expect(await charged(office)).toEqual(['accrued 1 EUR 20.55', 'accrued 4 EUR 82.19']);
  });

  test('at a first access in the next period is still not above what was agreed to', async () => {
    let look: () => Result<MailboxFacts, ProviderFailure> = notYet;
    const office = await anOffice({ look: () => look() });
    office.clock.advance({ hours: 24 * 16 });
    look = readable;
    const { card } = await askedFor(office);
    await office.presses('grace', card, /^Approve EUR/u);
    look = notYet;
    await office.checksSeats();
    office.clock.advance({ hours: 24 * 5 });
    look = readable;

    await office.checksSeats();

    // 49.00 × 3 / 31 was agreed to on 29 March; from 3 April alone it would be 49.00 × 28 / 30 = 45.73.
    expect(await charged(office)).toEqual(['accrued 1 EUR 4.74', 'accrued 4 EUR 18.97']);
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('EUR 4.74');
  });

  test('after 30 days without access is nothing, and seat and entitlement are given back', async () => {
    let look: () => Result<MailboxFacts, ProviderFailure> = readable;
    const office = await anOffice({ look: () => look() });
    const { card } = await askedFor(office);
    await office.presses('grace', card, /^Approve EUR/u);
    look = notYet;
    await office.checksSeats();
    const [seat] = await office.inAccount(({ seats }) => seats.list());
    if (seat === undefined) throw new Error('There is no seat');

    office.clock.advance({ hours: 24 * 30 - 1 });
    const early = await office.voids(seat.id);
    office.clock.advance({ hours: 1 });
    await Promise.all([office.voids(seat.id), office.voids(seat.id)]);

    expect(early).toMatchObject({ kind: 'again' });
    expect(await charged(office)).toEqual(['accrued 4 EUR 120.13', 'voided 1']);
    expect(await syncOnly(office)).toBe('0 of 4');
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('was given back');
    look = readable;
    await office.types('ada', INVITE);
    await office.checksSeats();
    expect(await seatStates(office)).toEqual(['expired', 'provisioning']);
  });

  test('is told to whoever asked, when the mailbox is reached', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    await office.presses('grace', card, /^Approve EUR/u);

    await office.checksSeats();

    const told = viewText((await office.lastNotice(office.ada, 'ada')).view);
    expect(told).toContain('was reached');
    expect(told).toContain('EUR 30.03');
  });
});

describe('a seat that becomes free', () => {
  test('while the price is looked at is taken instead of being bought', async () => {
    const office = await anOffice();
    await office.types('ada', INVITE);
    await office.checksSeats();
    const price = await office.lastNotice(office.ada, 'ada');
    const form = await office.presses('ada', price.view, /^Review/u);
    await office.inAccount(async ({ entitlements }) => {
      const none = await entitlements.lock('sync-only');
      await entitlements.replace(none, { ...none, purchased: 1, version: none.version + 1 });
    });

    const reply = await office.submits('ada', form, { agreed: true });

    expect(replyText(reply)).toContain('costs EUR 0.00');
    expect(await office.inAccount(({ requests }) => requests.list())).toEqual([]);
    expect(await syncOnly(office)).toBe('1 of 1');
  });
});

describe('one agreement to a purchase', () => {
  test('makes one request, though the form is sent twice at once', async () => {
    const office = await anOffice();
    const form = await office.types('ada', 'buy 5');

    const replies = await Promise.all([
      office.submits('ada', form, { agreed: true }),
      office.submits('ada', form, { agreed: true }),
    ]);

    expect(replies.map(replyText).every((text) => text.includes('Request 1 was sent'))).toBe(true);
    expect(await office.inAccount(({ requests }) => requests.list())).toHaveLength(1);
  });

  test('makes none again after the request has gone on to another price', async () => {
    const office = await anOffice();
    const form = await office.types('ada', 'buy 5');
    await office.submits('ada', form, { agreed: true });
    const card = await office.lastNotice(office.grace, 'grace');
    await office.setsTerms({ prices: { 'sync-only': { month: 5900n } } });
    await office.presses('grace', card.view, /^Approve EUR/u);

    const repeated = await office.submits('ada', form, { agreed: true });

    expect(replyText(repeated)).toContain('You agreed to this price before');
    expect(await office.inAccount(({ requests }) => requests.list())).toHaveLength(1);
    expect(await theRequest(office)).toMatchObject({ state: 'awaiting-requester' });
  });
});

test('the sentence that an approver agrees to stands on the card, word for word', async () => {
  const office = await anOffice();
  const { card } = await askedFor(office);
  await office.presses('grace', card, /^Approve EUR/u);

  const { quoteId } = await theRequest(office);
  const given = await office.inAccount(({ acknowledgements }) => acknowledgements.ofQuote(quoteId));

  expect(given.map(({ part }) => part).toSorted()).toEqual(['approver', 'requester']);
  for (const { sentence } of given) expect(viewText(card)).toContain(sentence);
});

function readable(): Result<MailboxFacts, ProviderFailure> {
  return ok({ primaryAddress: 'linus@acme.example', aliases: [], access: 'headers', messageCount: undefined });
}

function notYet(): Result<MailboxFacts, ProviderFailure> {
  return err({ kind: 'unauthorised', fault: 'no-such-mailbox', detail: 'no such mailbox yet' });
}
