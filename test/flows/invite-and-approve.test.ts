import { describe, expect, test } from 'vitest';
import { ok } from '../../core/result.ts';
import { anOffice, askedFor, INVITE } from './office.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { viewText } from './world.ts';

describe('a seat for a colleague', () => {
  test('with a free seat costs nothing and asks nobody', async () => {
    const office = await anOffice({ seats: 1 });

    const reply = await office.types('ada', INVITE);
    await office.checksSeats();
    const told = await office.lastNotice(office.ada, 'ada');

    expect(replyText(reply)).toContain('Checking the mailbox of Linus Torvald');
    expect(viewText(told.view)).toContain('costs EUR 0.00');
    expect(await office.inAccount(({ requests }) => requests.list())).toHaveLength(0);
    expect((await office.inAccount(({ entitlements }) => entitlements.list()))[0]).toMatchObject({
      purchased: 1,
      used: 1,
    });
  });

  test('without a free seat shows the price before anything is asked, and the first purchase is five', async () => {
    const office = await anOffice();

    await office.types('ada', INVITE);
    await office.checksSeats();
    const price = await office.lastNotice(office.ada, 'ada');

    // 49.00 × 19/31 for Linus and × 4 for the minimum quantity.
    expect(viewText(price.view)).toContain('EUR 49.00 × 4 × 19 / 31 days = EUR 120.13');
    expect(viewText(price.view)).toContain('minimum quantity');
    expect(price.view.actions).toMatchObject([
      { weight: 'primary' },
      { label: 'Cancel the invitation', weight: 'plain' },
    ]);
    expect(await office.inAccount(({ requests }) => requests.list())).toHaveLength(0);
  });

  test('is asked for only after the box is ticked', async () => {
    const office = await anOffice();
    await office.types('ada', INVITE);
    await office.checksSeats();
    const price = await office.lastNotice(office.ada, 'ada');
    const form = await office.presses('ada', price.view, /^Review/u);

    const refused = await office.submits('ada', form, { agreed: false });

    expect(replyText(refused)).toContain('Tick the box');
    expect(await office.inAccount(({ requests }) => requests.list())).toHaveLength(0);
  });

  test('is approved once, whatever is clicked twice, and is charged for four seats now and one at first access', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);

    const first = await office.presses('grace', card, /^Approve EUR/u);
    const second = await office.presses('grace', card, /^Approve EUR/u);
    const before = await office.inAccount(({ charges }) => charges.list());
    await office.checksSeats();
    const after = await office.inAccount(({ charges }) => charges.list());

    expect(replyText(first)).toContain('is approved');
    expect(replyText(second)).toContain('approved already');
    expect(before.map(({ state, quantity }) => `${state} ${quantity}`).toSorted()).toEqual(['accrued 4', 'waiting 1']);
    expect(after.map(({ state, quantity }) => `${state} ${quantity}`).toSorted()).toEqual(['accrued 1', 'accrued 4']);
    expect((await office.inAccount(({ entitlements }) => entitlements.list()))[0]).toMatchObject({
      purchased: 5,
      used: 1,
    });
  });

  test('is told to who asked with what is charged before what may be', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);

    const decided = await office.presses('grace', card, /^Approve EUR/u);
    const told = viewText((await office.lastNotice(office.ada, 'ada')).view);

    for (const text of [replyText(decided), told]) {
      expect(text).toContain('Charged at first access');
      expect(text.indexOf('Charged for 4 seats')).toBeLessThan(text.indexOf('Charged at first access'));
    }
    expect(told).toContain('Charged for 4 seats');
  });

  test('is never approved by the person who asked, by a stranger, or on an old card', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    await office.member('eve', 'Eve Moneypenny');

    const own = await office.presses('ada', card, /^Approve EUR/u);
    const stranger = await office.presses('eve', card, /^Approve EUR/u);

    expect(replyText(own)).toContain('nobody approves their own request');
    expect(replyText(stranger)).toContain('not an approver of this request');
    expect((await office.inAccount(({ requests }) => requests.list()))[0]).toMatchObject({ state: 'pending' });
  });

  test('is asked about again when a new period began before the decision', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    office.clock.advance({ hours: 24 * 6 });
    await office.inAccount(async ({ accounts }) => {
      const terms = await accounts.terms();
      if (terms !== undefined)
        await accounts.addTerms({ ...terms, version: 2, prices: { 'sync-only': { month: 5900n } } });
    });

    const reply = await office.presses('grace', card, /^Approve EUR/u);
    const again = await office.lastNotice(office.ada, 'ada');

    expect(replyText(reply)).toContain('the amount changed');
    expect(viewText(again.view)).toContain('The price changed.');
    expect(await office.inAccount(({ charges }) => charges.list())).toHaveLength(0);
  });

  test('is rejected with a reason that the requester reads', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);

    const form = await office.presses('grace', card, 'Reject');
    await office.submits('grace', form, { reason: 'Budget is spent' });
    const told = await office.lastNotice(office.ada, 'ada');
    const repainted = await office.lastNotice(office.grace, 'grace');

    expect(viewText(told.view)).toContain('Budget is spent');
    expect(viewText(repainted.view)).toContain('was rejected');
    expect(repainted.view.actions).toEqual([]);
  });

  test('is refused before any money for an alias, and the primary address is named', async () => {
    const office = await anOffice({
      look: () =>
        ok({
          primaryAddress: 'l.torvald@acme.example',
          aliases: ['linus@acme.example'],
          access: 'headers',
          messageCount: undefined,
        }),
    });

    await office.types('ada', INVITE);
    await office.checksSeats();
    const told = await office.lastNotice(office.ada, 'ada');

    expect(viewText(told.view)).toContain('The primary address is l.torvald@acme.example');
    expect(await office.inAccount(({ requests }) => requests.list())).toHaveLength(0);
  });
});

describe('inviting refuses in words', () => {
  test.each([
    ['/seat invite linus@gmail.com Linus Torvald privacy:subjects', 'personal mail domain'],
    ['/seat invite linus@other.example Linus Torvald privacy:subjects', 'not a domain of this account'],
    ['/seat invite linus@acme.example Linus Torvald privacy:all', 'only headers were granted'],
    ['/seat invite linus@acme.example Linus Torvald privacy:subjects team:Sales', 'Enterprise tier'],
    ['/seat invite linus@acme.example Linus Torvald privacy:subjects mail-system:exchange', 'on-premises'],
    ['/seat invite grace@acme.example Grace Hopper privacy:subjects', 'is here already'],
    ['/seat invite not-an-address Linus Torvald privacy:subjects', 'Not an e-mail address'],
    [
      '/seat invite <mailto:eve@nowhere.example|eve@nowhere.example> “Eve M” privacy:subjects',
      'nowhere.example is not a domain',
    ],
  ])('%s', async (typed, expected) => {
    const office = await anOffice({ seats: 3 });

    const reply = await office.types('ada', typed);

    expect(replyText(reply)).toContain(expected);
    expect(await office.inAccount(({ seats }) => seats.list())).toHaveLength(0);
  });

  test('a Standard user may not invite, and reads who may', async () => {
    const office = await anOffice({ seats: 1 });

    const reply = await office.types('grace', INVITE);

    expect(replyText(reply)).toContain('It can be done by an Admin');
  });

  test('an unknown verb is answered with the nearest one', async () => {
    const office = await anOffice();

    expect(replyText(await office.types('ada', '/seat inivte'))).toContain('Did you mean invite');
  });

  test('a bare invite opens the form with the fields of the seat article', async () => {
    const office = await anOffice();

    const reply = await office.types('ada', 'invite');

    expect(reply.kind).toBe('form');
    expect(replyText(reply)).toContain('What colleagues see');
  });
});
