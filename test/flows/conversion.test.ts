import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { asksToConvert as asks, seatOf, used, withFullAccess } from './conversion-office.ts';
import { worksAtDeparture, type RemovalOffice } from './removal-office.ts';
import { viewText } from './world.ts';

describe('a Sync Only seat that becomes Full Access', () => {
  test('is asked for with three fields, and support swaps the seats in one step', async () => {
    const office = await withFullAccess(1);

    const asked = await asks(office);
    const card = (await office.lastNotice(office.sam, 'sam')).view;
    const converted = await office.presses('sam', card, 'Convert');

    expect(replyText(asked)).toContain('is with support');
    expect(replyText(converted)).toContain('Linus Torvald has Full Access now');
    expect(await used(office)).toEqual({ 'full-access': '1 of 1', 'sync-only': '0 of 5' });
    expect(await seatOf(office)).toMatchObject({ seatType: 'full-access', state: 'active' });
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

  test('keeps the free seat for it, so that nobody else takes it meanwhile', async () => {
    const office = await withFullAccess(1);

    await asks(office);

    expect(await used(office)).toEqual({ 'full-access': '1 of 1', 'sync-only': '1 of 5' });
    expect(await seatState(office)).toBe('conversion-granted');
  });

  test('that is not done within 30 days stays Sync Only, gives the seat back and says so', async () => {
    const office = await withFullAccess(1);
    await asks(office);
    const card = (await office.lastNotice(office.sam, 'sam')).view;
    const { id } = await seatOf(office);
    office.clock.advance({ hours: 30 * 24 - 1 });
    const early = await office.voids(id);
    office.clock.advance({ hours: 1 });

    await office.voids(id);

    expect(early).toMatchObject({ kind: 'again', reason: 'not due' });
    expect(await seatState(office)).toBe('active');
    expect(await used(office)).toEqual({ 'full-access': '0 of 1', 'sync-only': '1 of 5' });
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('has not done it within 30 days');
    expect(replyText(await office.presses('sam', card, 'Convert'))).toContain('This card is older than the seat');
  });

  test('is not done by whose seat it is', async () => {
    const office = await withFullAccess(1);
    await office.inAccount(async ({ members }) => {
      const linus = await members.get(office.linus.id);
      if (linus === undefined) throw new Error('Linus is gone');
      await members.replace(linus, { ...linus, grants: ['support'], version: linus.version + 1 });
    });
    await asks(office);

    const refused = await office.presses('linus', (await office.lastNotice(office.linus, 'linus')).view, 'Convert');

    expect(replyText(refused)).toContain('This is your own seat');
  });

  test('is done by the card that was sent, whatever else was changed at the seat meanwhile', async () => {
    const office = await withFullAccess(1);
    await asks(office);
    const card = (await office.lastNotice(office.sam, 'sam')).view;
    const seat = await seatOf(office);
    await office.inAccount(({ seats }) => seats.replace(seat, { ...seat, team: 'Sales', version: seat.version + 1 }));

    const converted = await office.presses('sam', card, 'Convert');

    expect(replyText(converted)).toContain('Linus Torvald has Full Access now');
    expect(viewText((await office.lastNotice(office.sue, 'sue')).view)).toContain('Done by Sam Spade');
  });

  test('ends with the person: who is deactivated gives both seats back', async () => {
    const office = await withFullAccess(1);
    await asks(office);
    const card = await office.types('ada', '/seat deactivate linus@acme.example');
    if (!('view' in card)) throw new Error('There is no card');
    const form = await office.presses('ada', card.view, /^Deactivate Linus/u);

    await office.submits('ada', form, { agreed: true });
    await worksAtDeparture(office);

    expect(await seatState(office)).toBe('deactivated');
    expect(await used(office)).toEqual({ 'full-access': '0 of 1', 'sync-only': '0 of 5' });
    for (const [who, user] of [
      [office.sam, 'sam'],
      [office.ada, 'ada'],
    ] as const)
      expect(viewText((await office.lastNotice(who, user)).view)).toContain('They left before it was done');
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

async function seatState(office: RemovalOffice): Promise<string> {
  return (await seatOf(office)).state;
}
