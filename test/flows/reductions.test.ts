import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { formatMoney } from '../../core/billing/money.ts';
import { eur } from '../builders/money.ts';
import { buys, closesWhatEnded, reduces, statementTexts, withBought } from './billing-office.ts';
import { anOffice, askedFor, syncOnly, type Office } from './office.ts';
import { viewText } from './world.ts';

describe('giving seats up', () => {
  test('credits the days left of seats that were added in the running period', async () => {
    const office = await withBought(5);
    office.clock.advance({ hours: 24 * 7 });

    const form = await office.types('ada', 'reduce 2');
    const done = await office.submits('ada', form, { agreed: true });

    // 5 × 49.00 × 12 / 31 = 94.84 less 3 × 49.00 × 12 / 31 = 56.90.
    expect(replyText(form)).toContain('I agree that 2 Sync Only seats end: 2 now, with a credit of EUR 37.94.');
    expect(replyText(done)).toContain('2 Sync Only seats were given up');
    expect(await syncOnly(office)).toBe('0 of 3');
    expect(await credited(office)).toEqual([3794n]);
  });

  test('ends seats of an earlier period at the renewal, without a refund, and they stay usable until then', async () => {
    const office = await withBought(5);
    office.clock.advance({ hours: 24 * 20 });
    await office.closesPeriod();

    const form = await office.types('ada', 'reduce 2 sync-only');
    await office.submits('ada', form, { agreed: true });

    expect(replyText(form)).toContain('I agree that 2 Sync Only seats end: 2 on 1 May 2026, without a refund.');
    expect(replyText(form)).toMatch(/Next renewal: +EUR 147\.00 for 3 Sync Only seats/u);
    expect(await syncOnly(office)).toBe('0 of 5');

    office.clock.advance({ hours: 24 * 30 });
    await office.closesPeriod();

    expect(await syncOnly(office)).toBe('0 of 3');
    expect(await told(office)).toContain('2 Sync Only seats ended on 1 May 2026');
    const last = (await office.inAccount(({ statements }) => statements.list())).at(-1);
    expect(last?.dueNow.minor).toBe(24_500n);

    office.clock.advance({ hours: 24 * 31 });
    await office.closesPeriod();
    const next = (await office.inAccount(({ statements }) => statements.list())).at(-1);
    expect(next?.dueNow.minor).toBe(14_700n);
  });

  test('never goes below what is used, and names the most that can be given up', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    await office.presses('grace', card, /^Approve EUR/u);

    const refused = await office.types('ada', 'reduce 5');

    expect(replyText(refused)).toContain('At most 4 Sync Only seats can be given up: 1 is used');
    expect(replyText(refused)).toContain('Give up 4');
    expect(await syncOnly(office)).toBe('1 of 5');
  });

  test('does not count twice what ends at the renewal already', async () => {
    const office = await withBought(5);
    office.clock.advance({ hours: 24 * 20 });
    await reduces(office, 3);

    const refused = await office.types('ada', 'reduce 3');

    expect(replyText(refused)).toContain(
      'At most 2 Sync Only seats can be given up: 0 are used and 3 end at the renewal',
    );
  });

  test('leaves the seats that were given to people before the renewal, and says so', async () => {
    const office = await withBought(5);
    office.clock.advance({ hours: 24 * 20 });
    await office.closesPeriod();
    await reduces(office, 5);
    await office.types('ada', '/seat invite linus@acme.example Linus Torvald privacy:subjects');
    await office.checksSeats();

    office.clock.advance({ hours: 24 * 29 });
    await office.closesPeriod();

    expect(await syncOnly(office)).toBe('1 of 1');
    expect(await told(office)).toContain('1 of them were given to people meanwhile');
  });

  test('is shown anew when what was shown is not true any more', async () => {
    const office = await withBought(5);
    const form = await office.types('ada', 'reduce 2');
    office.clock.advance({ hours: 24 });

    const anew = await office.submits('ada', form, { agreed: true });

    expect(anew.kind).toBe('form');
    expect(await credited(office)).toEqual([]);
  });

  test('of an account that counts seconds can be agreed to while they pass, with the credit that was shown', async () => {
    const office = await anOffice();
    await office.setsTerms({ mode: 'second' });
    await buys(office, 500);
    office.clock.advance({ hours: 24 * 3 });
    const form = await office.types('ada', 'reduce 400');
    office.clock.advance({ seconds: 10 });

    const done = await office.submits('ada', form, { agreed: true });

    expect(replyText(done)).toContain('400 Sync Only seats were given up');
    const [amount = 0n] = await credited(office);
    expect(replyText(form)).toContain(`with a credit of ${formatMoney(eur(amount))}.`);
  });

  test('shows what the statement of the next period will bill, where the price rose since', async () => {
    const office = await withBought(5);
    await office.setsTerms({ prices: { 'sync-only': { month: 5900n } } });
    await buys(office, 1);
    office.clock.advance({ hours: 24 * 20 });
    await closesWhatEnded(office);

    const form = await office.types('ada', 'reduce 2');
    await office.submits('ada', form, { agreed: true });
    office.clock.advance({ hours: 24 * 60 });
    await closesWhatEnded(office);

    // The newest two go: the one at EUR 59.00 and one of the five at EUR 49.00.
    expect(replyText(form)).toMatch(/Next renewal: +EUR 196\.00 for 4 Sync Only seats/u);
    expect((await statementTexts(office)).slice(-1)).toEqual(['3 2026-05-01 EUR 196.00 − EUR 0.00 = EUR 196.00']);
  });

  test('is done once, though the form is sent twice', async () => {
    const office = await withBought(5);
    const form = await office.types('ada', 'reduce 2');

    await office.submits('ada', form, { agreed: true });
    const repeated = await office.submits('ada', form, { agreed: true });

    expect(repeated.kind).toBe('form');
    expect(await syncOnly(office)).toBe('0 of 3');
  });

  test('is not for somebody who may not buy', async () => {
    const office = await withBought(5);

    expect(replyText(await office.types('grace', 'reduce 1'))).not.toContain('I agree');
    expect(await syncOnly(office)).toBe('0 of 5');
  });
});

test('usage says what was purchased and used week by week, as it was', async () => {
  const office = await withBought(5);
  office.clock.advance({ hours: 24 * 7 });
  await office.types('ada', '/seat invite linus@acme.example Linus Torvald privacy:subjects');
  await office.checksSeats();

  const reply = await office.types('ada', 'usage');
  const text = replyText(reply);

  expect(text).toContain('1 of 5 Sync Only seats is used');
  expect(text).toMatch(/6 Mar 2026 +0 +0 +0/u);
  expect(text).toMatch(/13 Mar 2026 +5 +0 +5/u);
  expect(text).toMatch(/20 Mar 2026 +5 +1 +4/u);
  expect(reply).toMatchObject({
    view: {
      blocks: expect.arrayContaining([
        {
          kind: 'picture',
          href: expect.stringMatching(/^https:\/\/usher\.example\/pictures\/v1\.[\w.-]+\.png$/u),
          alt: 'Sync Only seats purchased, used and available in the last 12 weeks: 1 of 5 used today',
        },
      ]),
    },
  });
});

async function told({ inAccount }: Office): Promise<string> {
  const waiting = await inAccount(({ notices }) => notices.list(['pending']));
  return waiting.map(({ view }) => viewText(view)).join('\n');
}

async function credited({ inAccount }: Office): Promise<readonly bigint[]> {
  return (await inAccount(({ credits }) => credits.list())).map(({ amount }) => amount.minor);
}
