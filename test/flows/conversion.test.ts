import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { aRemovalOffice, type RemovalOffice } from './removal-office.ts';
import { viewText } from './world.ts';

const LINUS = { firstName: 'Linus', lastName: 'Torvald', address: 'linus@acme.example' };

describe('a Sync Only seat that becomes Full Access', () => {
  test('is asked for with three fields, and support swaps the seats in one step', async () => {
    const office = await withFullAccess(1);

    const asked = await asks(office);
    const card = (await office.lastNotice(office.sam, 'sam')).view;
    const converted = await office.presses('sam', card, 'Convert');

    expect(replyText(asked)).toContain('is with support');
    expect(replyText(converted)).toContain('Linus Torvald has Full Access now');
    expect(await used(office)).toEqual({ 'full-access': '1 of 1', 'sync-only': '0 of 5' });
    expect(await seatType(office)).toBe('full-access');
    for (const [who, user] of [
      [office.ada, 'ada'],
      [office.linus, 'linus'],
      [office.sue, 'sue'],
    ] as const)
      expect(viewText((await office.lastNotice(who, user)).view)).toContain('Done by Sam Spade');
  });

  test('is done once: the second of support is told that the card is out of date', async () => {
    const office = await withFullAccess(2);
    await asks(office);
    const cards = [await office.lastNotice(office.sam, 'sam'), await office.lastNotice(office.sue, 'sue')];

    const replies = await Promise.all(
      cards.map(({ view }, index) => office.presses(index === 0 ? 'sam' : 'sue', view, 'Convert')),
    );

    expect(replies.map(replyText).filter((text) => text.includes('has Full Access now'))).toHaveLength(1);
    expect(replies.map(replyText).filter((text) => text.includes('This card is older than the seat'))).toHaveLength(1);
    expect(await used(office)).toEqual({ 'full-access': '1 of 2', 'sync-only': '0 of 5' });
  });

  test('without a free Full Access seat leads to its price instead, and nothing is asked for', async () => {
    const office = await withFullAccess(0);

    const refused = await asks(office);

    expect(replyText(refused)).toContain('No Full Access seat is free');
    expect(replyText(refused)).toContain('[See the price of a Full Access seat]');
    expect(await used(office)).toEqual({ 'full-access': '0 of 0', 'sync-only': '1 of 5' });
  });

  test('that was taken by somebody else meanwhile is not converted', async () => {
    const office = await withFullAccess(1);
    await asks(office);
    const card = (await office.lastNotice(office.sam, 'sam')).view;
    await office.inAccount(async ({ entitlements }) => {
      const full = await entitlements.lock('full-access');
      await entitlements.replace(full, { ...full, used: 1, version: full.version + 1 });
    });

    const refused = await office.presses('sam', card, 'Convert');

    expect(replyText(refused)).toContain('No Full Access seat is free');
    expect(await used(office)).toEqual({ 'full-access': '1 of 1', 'sync-only': '1 of 5' });
  });

  test.each([
    [{ lastName: 'Torvalds' }, 'lastName'],
    [{ address: 'linus@home.example' }, 'address'],
  ])('with %o is refused on the field', async (answers, field) => {
    const office = await withFullAccess(1);

    expect(await asks(office, answers)).toMatchObject({ kind: 'fields', errors: { [field]: expect.any(String) } });
  });

  test('is rejected with a reason, and can be asked for again', async () => {
    const office = await withFullAccess(1);
    await asks(office);
    expect(replyText(await asks(office))).toContain('It was asked for already');
    const form = await office.presses('sam', (await office.lastNotice(office.sam, 'sam')).view, 'Reject');

    await office.submits('sam', form, { reason: 'They leave next week.' });

    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('They leave next week.');
    expect(await used(office)).toEqual({ 'full-access': '0 of 1', 'sync-only': '1 of 5' });
    expect(replyText(await asks(office))).toContain('is with support');
  });
});

async function asks(office: RemovalOffice, answers: Partial<typeof LINUS> = {}) {
  const form = await office.types('ada', '/seat convert linus@acme.example');
  return await office.submits('ada', form, { ...LINUS, ...answers });
}

async function withFullAccess(purchased: number): Promise<RemovalOffice> {
  const office = await aRemovalOffice();
  await office.inAccount(async ({ entitlements }) => {
    const full = await entitlements.lock('full-access');
    await entitlements.replace(full, { ...full, purchased, version: full.version + 1 });
  });
  return office;
}

async function used({ inAccount }: RemovalOffice): Promise<Readonly<Record<string, string>>> {
  const all = await inAccount(({ entitlements }) => entitlements.list());
  return Object.fromEntries(all.map((one) => [one.seatType, `${one.used} of ${one.purchased}`]));
}

async function seatType({ inAccount, linus }: RemovalOffice): Promise<string | undefined> {
  return (await inAccount(({ seats }) => seats.ofMember(linus.id)))?.seatType;
}
