import { describe, expect, test } from 'vitest';
import { hashOf } from '../../core/billing/quote-hash.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { aChannel } from '../builders/account.ts';
import { closesWhatEnded, reduces, statementTexts, withBought } from './billing-office.ts';
import { syncOnly } from './office.ts';
import { viewText } from './world.ts';

describe('at the end of a billing period', () => {
  test('there is one statement, however many workers close it at once', async () => {
    const office = await withBought(5);
    office.clock.advance({ hours: 24 * 20 });

    await Promise.all([office.closesPeriod(), office.closesPeriod(), office.closesPeriod()]);

    expect(await statementTexts(office)).toEqual(['1 2026-03-01 EUR 150.16 − EUR 0.00 = EUR 150.16']);
  });

  test('nothing is closed before, and the worker comes back', async () => {
    const office = await withBought(5);

    const outcome = await office.closesPeriod();

    expect(outcome).toMatchObject({ kind: 'again' });
    expect(await statementTexts(office)).toEqual([]);
  });

  test('the statement names who asked and who approved on every line, and goes to the channel for billing', async () => {
    const office = await withBought(5);
    await office.inAccount(({ channels }) => channels.set(aChannel({ purpose: 'billing' })));
    office.clock.advance({ hours: 24 * 20 });
    await office.closesPeriod();

    const told = await office.inAccount(({ notices }) => notices.list(['pending']));
    const inChannel = told.filter(({ recipient }) => recipient.kind === 'channel' && recipient.purpose === 'billing');

    expect(inChannel).toHaveLength(1);
    const text = inChannel.map(({ view }) => viewText(view)).join('');
    expect(text).toContain('Statement 1: EUR 150.16 for 1 Mar 2026 to 31 Mar 2026');
    expect(text).toMatch(/Change: +EUR 150\.16\nCredit used: +EUR 0\.00\nDue now: +EUR 150\.16/u);
    expect(text).toContain('request 1 by Ada Lovelace, approved by Grace Hopper');
  });

  test('seats that stay are charged for every whole period after, each closed in its order', async () => {
    const office = await withBought(5);
    office.clock.advance({ hours: 24 * 85 });

    await closesWhatEnded(office);

    expect(await statementTexts(office)).toEqual([
      '1 2026-03-01 EUR 150.16 − EUR 0.00 = EUR 150.16',
      '2 2026-04-01 EUR 245.00 − EUR 0.00 = EUR 245.00',
      '3 2026-05-01 EUR 245.00 − EUR 0.00 = EUR 245.00',
    ]);
  });

  test('a dearer price is not charged for seats that were agreed to at the old one; a cheaper one is', async () => {
    const office = await withBought(5);
    await office.setsTerms({ prices: { 'sync-only': { month: 5900n } } });
    office.clock.advance({ hours: 24 * 55 });
    await closesWhatEnded(office);
    await office.setsTerms({ prices: { 'sync-only': { month: 1000n } } });
    office.clock.advance({ hours: 24 * 31 });
    await closesWhatEnded(office);

    expect((await statementTexts(office)).slice(1)).toEqual([
      '2 2026-04-01 EUR 245.00 − EUR 0.00 = EUR 245.00',
      '3 2026-05-01 EUR 50.00 − EUR 0.00 = EUR 50.00',
    ]);
  });

  test('what was added and given back on one day nets out to nothing', async () => {
    const office = await withBought(5);
    await reduces(office, 5);
    office.clock.advance({ hours: 24 * 20 });

    await office.closesPeriod();

    expect(await statementTexts(office)).toEqual(['1 2026-03-01 EUR 150.16 − EUR 150.16 = EUR 0.00']);
    expect(await syncOnly(office)).toBe('0 of 0');
  });

  test('a statement is read back with the hash that the audit log recorded', async () => {
    const office = await withBought(5);
    office.clock.advance({ hours: 24 * 20 });
    await office.closesPeriod();

    const [statement] = await office.inAccount((stores) => stores.statements.list());
    const records = await office.inAccount(({ audit }) => audit.from(1, 100));

    expect(records.find(({ kind }) => kind === 'billing.statement')?.facts['statementHash']).toBe(
      statement && hashOf(statement),
    );
    expect(replyText(await office.types('grace', 'statement'))).toContain('1 Mar 2026 to 31 Mar 2026');
    expect(replyText(await office.types('ada', 'statement 1'))).toContain('Due now');
    expect(replyText(await office.types('ada', 'statement 7'))).toContain('There is no statement 7');
  });

  test('unused seats are named a week before they renew, once, at the price that was agreed to', async () => {
    const office = await withBought(5);
    await office.setsTerms({ prices: { 'sync-only': { month: 5900n } } });
    office.clock.advance({ hours: 24 * 13 });

    await office.closesPeriod();
    await office.closesPeriod();

    const told = await office.inAccount(({ notices }) => notices.list(['pending']));
    const reminders = told.filter(({ subject }) => subject.startsWith('renewal:'));
    expect(reminders).toHaveLength(1);
    const text = reminders.map(({ view }) => viewText(view)).join('');
    expect(text).toContain('5 Sync Only seats not used renew on 1 Apr 2026');
    expect(text).toContain('31 Mar 2026');
    expect(text).toMatch(/Renews: +5 Sync Only seats, EUR 245\.00 per month/u);
  });
});
