import { describe, expect, test } from 'vitest';
import { closesWhatEnded, buys, heldFormulas, periods, reduces, statementTexts, withBought } from './billing-office.ts';
import type { Office } from './office.ts';
import { viewText } from './world.ts';

const day = (date: string) => Temporal.PlainDate.from(date);

describe('when the commercial terms change', () => {
  test('a later anchor closes a short period, so that no day is charged twice and none is left out', async () => {
    const office = await withBought(5);
    await until(office, '2026-04-02');
    await closesWhatEnded(office);
    await office.setsTerms({ anchor: day('2026-04-15') });
    await until(office, '2026-05-16');

    await closesWhatEnded(office);

    expect(await periods(office)).toEqual(['2026-03-01/2026-04-01', '2026-04-01/2026-04-15', '2026-04-15/2026-05-15']);
    expect(await heldFormulas(office)).toEqual([
      'EUR 49.00 × 5 × 14 / 31 days = EUR 110.65',
      'EUR 49.00 × 5 × 30 / 30 days = EUR 245.00',
    ]);
  });

  test('what was charged up to a later day than the period ends is not charged for those days again', async () => {
    const office = await withBought(5);
    await office.setsTerms({ anchor: day('2026-01-15') });
    await until(office, '2026-04-16');

    await closesWhatEnded(office);

    // The charge of 13 March covers all of March; the period from 15 March has the first 14 days of April left.
    expect(await periods(office)).toEqual(['2026-02-15/2026-03-15', '2026-03-15/2026-04-15']);
    expect(await heldFormulas(office)).toEqual(['EUR 49.00 × 5 × 14 / 31 days = EUR 110.65']);
  });

  test('from months to years the rest of the year is charged at the price of a year, and billing goes on', async () => {
    const office = await withBought(5);
    await until(office, '2026-06-02');
    await closesWhatEnded(office);
    await office.setsTerms({ interval: 'year', prices: { 'sync-only': { month: 4900n, year: 49_000n } } });
    await until(office, '2028-01-02');

    await closesWhatEnded(office);

    expect((await periods(office)).slice(3)).toEqual(['2026-06-01/2027-01-01', '2027-01-01/2028-01-01']);
    expect((await heldFormulas(office)).slice(2)).toEqual([
      'EUR 490.00 × 5 × 214 / 365 days = EUR 1,436.44',
      'EUR 490.00 × 5 × 365 / 365 days = EUR 2,450.00',
    ]);
  });

  test('from years to months nothing is charged again for a year that is paid', async () => {
    const office = await withBought(5);
    await office.setsTerms({ interval: 'year', prices: { 'sync-only': { year: 49_000n } } });
    await until(office, '2026-06-01');
    await buys(office, 2);
    await office.setsTerms({ interval: 'month', prices: { 'sync-only': { month: 4900n } } });
    await until(office, '2026-08-02');

    await closesWhatEnded(office);

    // Two of the seven are paid for until the end of the year; of June on five are charged by the month.
    expect((await heldFormulas(office)).slice(-2)).toEqual([
      'EUR 49.00 × 5 × 30 / 30 days = EUR 245.00',
      'EUR 49.00 × 5 × 31 / 31 days = EUR 245.00',
    ]);
  });

  test('seats of a paid year that are given back in it are not charged by the month instead', async () => {
    const office = await withBought(5);
    await office.setsTerms({ interval: 'year', prices: { 'sync-only': { year: 49_000n } } });
    await until(office, '2026-06-01');
    await buys(office, 2);
    await office.setsTerms({ interval: 'month', prices: { 'sync-only': { month: 4900n } } });
    await until(office, '2026-08-20');
    await reduces(office, 2);

    await closesWhatEnded(office);

    expect((await heldFormulas(office)).slice(-1)).toEqual(['EUR 49.00 × 5 × 31 / 31 days = EUR 245.00']);
  });

  test('seats that somebody agreed to give up end on the day that was said, also when the period would go on', async () => {
    const office = await withBought(5);
    await until(office, '2026-06-02');
    await closesWhatEnded(office);
    await reduces(office, 2);
    await office.setsTerms({ interval: 'year', prices: { 'sync-only': { month: 4900n, year: 49_000n } } });
    await until(office, '2027-01-02');

    await closesWhatEnded(office);

    expect((await periods(office)).slice(3)).toEqual(['2026-06-01/2026-07-01', '2026-07-01/2027-01-01']);
    expect((await heldFormulas(office)).slice(2)).toEqual([
      'EUR 490.00 × 5 × 30 / 365 days = EUR 201.37',
      'EUR 490.00 × 3 × 184 / 365 days = EUR 741.04',
    ]);
  });

  test('held seats without a price give no bill of nothing: those who buy are told, and the bill is made with the price', async () => {
    const office = await withBought(5);
    await until(office, '2026-04-02');
    await closesWhatEnded(office);
    await office.setsTerms({ interval: 'year' });
    await until(office, '2027-01-02');

    await closesWhatEnded(office);
    await closesWhatEnded(office);

    expect(await statementTexts(office)).toHaveLength(1);
    const told = (await office.inAccount(({ notices }) => notices.list(['pending']))).filter(({ subject }) =>
      subject.startsWith('no-price:'),
    );
    expect(told).toHaveLength(1);
    const text = told.map(({ view }) => viewText(view)).join('');
    expect(text).toContain('No statement can be made for 1 Apr 2026 to 31 Dec 2026');
    expect(text).toContain('no price per year is set for Sync Only seats');
    expect(office.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'Period not closed: a price is missing' }),
    );

    await office.setsTerms({ prices: { 'sync-only': { year: 49_000n } } });
    office.clock.advance({ hours: 24 });
    await closesWhatEnded(office);
    expect((await heldFormulas(office)).slice(-1)).toEqual(['EUR 490.00 × 5 × 275 / 365 days = EUR 1,845.89']);
  });
});

async function until({ clock }: Office, date: string): Promise<void> {
  const then = day(date).toZonedDateTime('Europe/Berlin').toInstant();
  clock.advance({ seconds: Math.ceil(clock.now().until(then).total('seconds')) });
}
