import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { lookedAt } from './list-office.ts';
import { anOffice, charged, lastCard, seatStates, syncOnly, theRequest, type Office } from './office.ts';
import { viewText } from './world.ts';

const THREE = [
  'Linus Torvald <linus@acme.example>',
  'Mary Jackson <mary@acme.example>',
  'Dorothy Vaughan <dorothy@acme.example>',
].join('\n');

/** Somebody approves every seat, and so many of six are free. */
async function pricedList(free: number) {
  const office = await anOffice({ seats: 6 });
  await office.inAccount(async ({ entitlements }) => {
    const one = await entitlements.lock('sync-only');
    await entitlements.replace(one, { ...one, used: 6 - free, version: one.version + 1 });
  });
  await office.types('ada', 'policy manual');
  await lookedAt(office, THREE);
  return { office, price: (await office.lastNotice(office.ada, 'ada')).view };
}

async function askedForList(office: Office, price: Awaited<ReturnType<typeof pricedList>>['price']) {
  const form = await office.presses('ada', price, /^Review/u);
  await office.submits('ada', form, { agreed: true });
  return { form, card: await lastCard(office, 'grace') };
}

describe('a list under a policy that asks for free seats too', () => {
  test('is one request for the free seats and for those to be bought, and only these are charged', async () => {
    const { office, price } = await pricedList(1);
    const { form, card } = await askedForList(office, price);
    const before = [await syncOnly(office), ...(await seatStates(office))];

    await office.presses('grace', card, 'Approve EUR 60.06 until 31 Mar 2026');
    const decided = [await syncOnly(office), ...(await charged(office))];
    await office.worksOnLists();
    await office.checksSeats();

    expect(price.title).toBe('3 people of your list need an approval: 1 free, 2 to be bought');
    expect(replyText(form)).toContain('I agree that at most EUR 60.06 is charged');
    expect(before).toEqual(['5 of 6', 'awaiting-approval', 'awaiting-approval', 'awaiting-approval']);
    expect(decided).toEqual(['8 of 8', 'waiting 1', 'waiting 1']);
    expect(await seatStates(office)).toEqual(['active', 'active', 'active']);
    expect(await charged(office)).toEqual(['accrued 1 EUR 30.03', 'accrued 1 EUR 30.03']);
  });

  test('costs nothing where all of it is free, and still nobody has a seat before the approval', async () => {
    const { office, price } = await pricedList(4);
    const { card } = await askedForList(office, price);
    const before = await syncOnly(office);

    await office.presses('grace', card, /^Approve EUR 0\.00/u);

    expect(price.title).toBe('Free seats for 3 people of your list need an approval');
    expect([before, await syncOnly(office)]).toEqual(['2 of 6', '5 of 6']);
    expect(await charged(office)).toEqual([]);
  });

  test('is asked for again when the free seat went to somebody else meanwhile', async () => {
    const { office, price } = await pricedList(1);
    const { card } = await askedForList(office, price);
    await office.inAccount(async ({ entitlements }) => {
      const one = await entitlements.lock('sync-only');
      await entitlements.replace(one, { ...one, used: 6, version: one.version + 1 });
    });

    const said = replyText(await office.presses('grace', card, /^Approve EUR 60\.06/u));

    expect(said).toContain('the amount changed');
    expect(await theRequest(office)).toMatchObject({ state: 'awaiting-requester' });
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('at most EUR 90.10');
    expect(await charged(office)).toEqual([]);
  });
});
