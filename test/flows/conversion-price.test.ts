import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { asksToConvert, seatOf, used, withFullAccess } from './conversion-office.ts';
import { charged, lastCard } from './office.ts';
import type { RemovalOffice } from './removal-office.ts';
import { viewText } from './world.ts';

describe('a conversion for which no Full Access seat is free', () => {
  test('shows its price, the day it begins and what becomes of the Sync Only seat, before anything is asked for', async () => {
    const office = await withoutFullAccess();

    const form = await asksToConvert(office);

    const text = replyText(form);
    expect(text).toContain('EUR 99.00 × 1 × 19 / 31 days = EUR 60.68, from the day on which support converts the seat');
    expect(text).toContain('nothing is refunded for it by this');
    expect(text).toContain('I agree that at most EUR 60.68 is charged');
    expect(await seatOf(office)).toMatchObject({ state: 'active' });
    expect(await office.inAccount(({ requests }) => requests.list())).toEqual([]);
  });

  test('goes to the approvers, then to support, and is charged from the day support has done it', async () => {
    const office = await withoutFullAccess();
    const sent = await agreed(office);
    expect(await seatOf(office)).toMatchObject({ state: 'conversion-requested', seatType: 'sync-only' });

    const card = await lastCard(office, 'barbara');
    await office.presses('barbara', card, /^Approve EUR 60.68/u);
    const waiting = [await charged(office), await used(office)];
    office.clock.advance({ hours: 24 });
    const done = await office.presses('sam', (await office.lastNotice(office.sam, 'sam')).view, 'Convert');

    expect(replyText(sent)).toContain('Full Access instead of Sync Only for Linus Torvald');
    expect(viewText(card)).toContain('from the day on which support converts the seat');
    expect(card.actions.map(({ label }) => label)).not.toContain('Change');
    expect(waiting).toEqual([['waiting 1'], { 'full-access': '1 of 1', 'sync-only': '1 of 5' }]);
    expect(replyText(done)).toContain('has Full Access now');
    expect(await seatOf(office)).toMatchObject({ seatType: 'full-access', state: 'active' });
    expect(await charged(office)).toEqual(['accrued 1 EUR 57.48']);
    expect(await used(office)).toEqual({ 'full-access': '1 of 1', 'sync-only': '0 of 5' });
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('EUR 57.48');
    expect(viewText((await office.lastNotice(office.linus, 'linus')).view)).not.toContain('EUR');
  });

  test('that support rejects afterwards is not charged, and what was bought for it is not owned', async () => {
    const office = await withoutFullAccess();
    await agreed(office);
    await office.presses('barbara', await lastCard(office, 'barbara'), /^Approve/u);
    const form = await office.presses('sam', (await office.lastNotice(office.sam, 'sam')).view, 'Reject');

    await office.submits('sam', form, { reason: 'They leave next week.' });

    expect(await charged(office)).toEqual(['voided 1']);
    expect(await used(office)).toEqual({ 'full-access': '0 of 0', 'sync-only': '1 of 5' });
    expect(await seatOf(office)).toMatchObject({ state: 'active', seatType: 'sync-only' });
  });

  test('that the approvers reject leaves the seat what it was, and may be asked for again', async () => {
    const office = await withoutFullAccess();
    await agreed(office);
    const form = await office.presses('barbara', await lastCard(office, 'barbara'), 'Reject');

    await office.submits('barbara', form, { reason: 'Not this year.' });

    expect(await seatOf(office)).toMatchObject({ state: 'active', seatType: 'sync-only' });
    expect(await charged(office)).toEqual([]);
    expect(replyText(await asksToConvert(office))).toContain('I agree that at most EUR 60.68');
  });

  test('uses a seat that became free meanwhile, and then nobody is charged', async () => {
    const office = await withoutFullAccess();
    const form = await asksToConvert(office);
    await office.inAccount(async ({ entitlements }) => {
      const full = await entitlements.lock('full-access');
      await entitlements.replace(full, { ...full, purchased: 1, version: full.version + 1 });
    });

    const sent = await office.submits('ada', form, { agreed: true });

    expect(replyText(sent)).toContain('is with support');
    expect(await office.inAccount(({ requests }) => requests.list())).toEqual([]);
    expect(await seatOf(office)).toMatchObject({ state: 'conversion-granted' });
  });

  test('is requested once, however often the form is sent', async () => {
    const office = await withoutFullAccess();
    const form = await asksToConvert(office);
    await office.submits('ada', form, { agreed: true });

    const again = await office.submits('ada', form, { agreed: true });

    expect(replyText(again)).toContain('It was asked for already');
    expect(await office.inAccount(({ requests }) => requests.list())).toHaveLength(1);
  });

  test('holds up the leaving of the person until the request has ended', async () => {
    const office = await withoutFullAccess();
    await agreed(office);

    const refused = await office.types('ada', '/seat deactivate linus@acme.example');

    expect(replyText(refused)).toContain('The price of converting their seat is with the approvers');
  });
});

async function withoutFullAccess() {
  const office = await withFullAccess(0);
  const barbara = await office.member('barbara', 'Barbara Liskov', { grants: ['approver'] });
  return { ...office, barbara };
}

async function agreed(office: RemovalOffice) {
  return await office.submits('ada', await asksToConvert(office), { agreed: true });
}
