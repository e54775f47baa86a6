import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice, charged, syncOnly, theRequest } from './office.ts';
import { viewText } from './world.ts';

/** Ada asks for ten seats; the card is in Grace's hands. */
async function anOfficeThatBuys(count = 10) {
  const office = await anOffice();
  const form = await office.types('ada', `buy ${count}`);
  await office.submits('ada', form, { agreed: true });
  const { view: card } = await office.lastNotice(office.grace, 'grace');
  return { ...office, card };
}

describe('an approver who wants less', () => {
  test('changes the number: old buttons are dead, the requester agrees first, and the new number is charged', async () => {
    const office = await anOfficeThatBuys();

    const form = await office.presses('grace', office.card, 'Change');
    const changed = await office.submits('grace', form, { count: '6', seatType: 'sync-only' });
    const stale = await office.presses('barbara', office.card, /^Approve EUR/u);
    const asked = await office.lastNotice(office.ada, 'ada');
    const review = await office.presses('ada', asked.view, /^Review/u);
    await office.submits('ada', review, { agreed: true });
    const card = await office.lastNotice(office.grace, 'grace');
    const approved = await office.presses('grace', card.view, /^Approve EUR/u);

    expect(replyText(changed)).toContain('Request 1 asks for 6 Sync Only seats now');
    expect(replyText(stale)).toContain('older than the request');
    expect(replyText(stale)).toContain('Now: Request 1 waits for the requester: 6 Sync Only seats.');
    expect(viewText(asked.view)).toContain('Grace Hopper changed it from 10 Sync Only seats to 6 Sync Only seats.');
    expect(replyText(review)).toContain('EUR 180.19');
    expect(replyText(approved)).toContain('6 Sync Only seats is approved');
    expect(await charged(office)).toEqual(['accrued 6 EUR 180.19']);
    expect(await syncOnly(office)).toBe('0 of 6');
  });

  test('and changes the type gets the price of that type', async () => {
    const office = await anOfficeThatBuys();

    const form = await office.presses('grace', office.card, 'Change');
    await office.submits('grace', form, { count: '2', seatType: 'full-access' });

    expect(await theRequest(office)).toMatchObject({
      state: 'awaiting-requester',
      subject: { kind: 'buy', seatType: 'full-access', quantity: 2 },
    });
    expect(viewText((await office.lastNotice(office.grace, 'grace')).view)).toContain('2 Full Access seats');
  });

  test('makes void what others approved, and the policy is applied to the new amount', async () => {
    const office = await anOffice();
    await office.types('ada', 'policy rule from:1000 2 of approvers');
    const form = await office.types('ada', 'buy 10');
    await office.submits('ada', form, { agreed: true });
    const before = (await theRequest(office)).policy.steps;

    const raised = await office.types('grace', 'edit 1 30');

    const request = await theRequest(office);
    expect(replyText(raised)).toContain('30 Sync Only seats now');
    expect(before).toMatchObject([{ needed: 1 }]);
    expect(request).toMatchObject({
      approvals: [],
      version: 2,
      policy: { applied: [{ version: 1 }], steps: [{ needed: 2 }] },
    });
  });

  test('is refused what is not theirs, what changes nothing, and what was asked for by name', async () => {
    const office = await anOfficeThatBuys();
    await office.member('eve', 'Eve Moneypenny');
    await office.types('ada', '/seat invite linus@acme.example Linus Torvald privacy:subjects');
    await office.checksSeats();
    const price = await office.lastNotice(office.ada, 'ada');
    await office.submits('ada', await office.presses('ada', price.view, /^Review/u), { agreed: true });

    const texts = [
      await office.types('ada', 'edit 1 3'),
      await office.types('eve', 'edit 1 3'),
      await office.types('grace', 'edit 1 10'),
      await office.types('grace', 'edit 2 3'),
    ].map(replyText);

    expect(texts[0]).toContain('nobody approves their own request');
    expect(texts[1]).toContain('There is no request 1');
    expect(texts[2]).toContain('It asks for exactly that already');
    expect(texts[3]).toContain('It is for people by name');
    expect(await theRequest(office)).toMatchObject({ state: 'pending', version: 1 });
  });

  test('at once with somebody who approves: one of them is first, and the other is told', async () => {
    const office = await anOfficeThatBuys();
    const form = await office.presses('barbara', office.card, 'Change');

    const [approved, changed] = await Promise.all([
      office.presses('grace', office.card, /^Approve EUR/u),
      office.submits('barbara', form, { count: '6', seatType: 'sync-only' }),
    ]);

    const { state } = await theRequest(office);
    expect([
      replyText(approved).includes('is approved'),
      replyText(changed).includes('asks for 6'),
      (await charged(office)).length,
    ]).toEqual(state === 'approved' ? [true, false, 1] : [false, true, 0]);
  });
});
