import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice, askedFor, charged, INVITE, seatStates, syncOnly, theRequest } from './office.ts';
import { viewText } from './world.ts';

/** Somebody approves every seat, and one of two is free. */
async function anOfficeThatAsksForEverything(seats = 1) {
  const office = await anOffice({ seats });
  await office.types('ada', 'policy manual');
  return office;
}

describe('under a policy that asks for free seats too', () => {
  test('nobody has the seat before somebody approved it, and it costs nothing', async () => {
    const office = await anOfficeThatAsksForEverything();

    const { price, form, card } = await askedFor(office);
    const before = [await syncOnly(office), ...(await seatStates(office))];
    const reply = await office.presses('grace', card, /^Approve EUR 0\.00/u);

    expect(viewText(price)).toContain('A free seat for Linus Torvald needs an approval');
    expect(replyText(form)).toContain('A free seat is used, so nothing is bought.');
    expect(before).toEqual(['0 of 1', 'awaiting-approval']);
    expect(replyText(reply)).toContain('is approved');
    expect(await syncOnly(office)).toBe('1 of 1');
    expect(await charged(office)).toEqual([]);
    expect(await seatStates(office)).toEqual(['provisioning']);
  });

  test('a seat that was taken meanwhile is not bought instead without asking again', async () => {
    const office = await anOfficeThatAsksForEverything();
    const { card } = await askedFor(office);
    await office.inAccount(async ({ entitlements }) => {
      const one = await entitlements.lock('sync-only');
      await entitlements.replace(one, { ...one, used: 1, version: one.version + 1 });
    });

    const reply = await office.presses('grace', card, /^Approve EUR 0\.00/u);

    expect(replyText(reply)).toContain('the amount changed');
    expect(await theRequest(office)).toMatchObject({ state: 'awaiting-requester' });
    const again = viewText((await office.lastNotice(office.ada, 'ada')).view);
    expect(again).toContain('A seat that was free was given to somebody else.');
    expect(again).toContain('at most EUR 30.03');
    expect(await charged(office)).toEqual([]);
  });

  test('only what is not free is bought, and charged for whoever has no free seat', async () => {
    const office = await anOfficeThatAsksForEverything();
    await office.types('ada', INVITE);
    await office.types('ada', '/seat invite jane@acme.example Jane Roe privacy:subjects');
    await office.checksSeats();
    const prices = await office.inAccount(({ notices }) => notices.list(['pending']));
    const shown = prices.filter(({ key }) => key.startsWith('seat-price:')).map(({ view }) => view.title);

    expect(shown.toSorted()).toEqual([
      'A free seat for Jane Roe needs an approval',
      'A free seat for Linus Torvald needs an approval',
    ]);
    expect(await syncOnly(office)).toBe('0 of 1');
  });

  test('without a free seat it is the same purchase as ever', async () => {
    const office = await anOfficeThatAsksForEverything(0);

    const { card } = await askedFor(office);
    await office.presses('grace', card, /^Approve EUR 150\.16/u);

    expect(await charged(office)).toEqual(['accrued 4 EUR 120.13', 'waiting 1']);
  });
});
