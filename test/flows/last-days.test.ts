import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { viewOf } from './leaving-office.ts';
import { charged, seatStates, syncOnly } from './office.ts';
import { aTermOffice, UNTIL, type TermOffice } from './term-office.ts';

/** Linus has one of two purchased seats, without an end. */
async function seated(): Promise<TermOffice> {
  const office = await aTermOffice({ seats: 2 });
  await office.types('ada', 'invite linus@acme.example Linus Torvald privacy:subjects');
  await office.checksSeats();
  await office.checksSeats();
  return office;
}

async function ends(office: TermOffice, words: string) {
  const form = await office.types('ada', words);
  return { form, answer: await office.submits('ada', form, { agreed: true }) };
}

describe('an invitation with a last day', () => {
  test('uses a purchased seat until that day, and then frees it', async () => {
    const office = await aTermOffice({ seats: 1 });
    const { form } = await office.invites(UNTIL);
    const during = await syncOnly(office);

    await office.passesTo('2026-04-10');
    const onLastDay = (await office.linus()).standing;
    await office.passesTo('2026-04-11');

    expect(replyText(form)).toContain('the seat of Linus Torvald ends at the end of 10 Apr 2026');
    expect(during).toBe('1 of 1');
    expect(onLastDay).toBe('active');
    expect((await office.linus()).standing).toBe('deactivated');
    expect(await syncOnly(office)).toBe('0 of 1');
  });

  test('whose price is never decided on ends with its request, and nothing is charged', async () => {
    const office = await aTermOffice();
    const form = await office.types('ada', UNTIL);
    await office.submits('ada', form, { agreed: true });
    await office.checksSeats();
    const price = await office.lastNotice(office.ada, 'ada');
    await office.submits('ada', await office.presses('ada', price.view, /^Review/u), { agreed: true });
    const card = await office.lastNotice(office.grace, 'grace');

    await office.passesTo('2026-04-11');
    const late = await office.presses('grace', card.view, /^Approve/u);

    expect(await seatStates(office)).toEqual(['expired']);
    expect((await office.inAccount(({ requests }) => requests.list())).map(({ state }) => state)).toEqual(['expired']);
    expect(replyText(late)).toContain('Nobody decided in time');
    expect(await charged(office)).toEqual([]);
    expect((await office.told(office.ada)).join()).toContain('The invitation of Linus Torvald has ended');
  });

  test.each([
    ['over', 'until:2026-03-12', '12 Mar 2026 is over'],
    ['beyond all planning', 'until:2036-03-12', 'more than 5 years away'],
  ])('that is %s is refused', async (_, until, said) => {
    const office = await aTermOffice({ seats: 1 });

    expect(await office.says(UNTIL.replace('until:2026-04-10', until))).toContain(said);
  });
});

describe('the last day of a seat that is there', () => {
  test('is agreed to, told to the person, and shown', async () => {
    const office = await seated();

    const { form, answer } = await ends(office, 'expire linus@acme.example 2026-05-31');

    expect(replyText(form)).toContain('ends at the end of 31 May 2026');
    expect(replyText(answer)).toContain('The seat of Linus Torvald ends after 31 May 2026');
    expect((await office.told(await office.linus())).at(-1)).toContain('Your seat ends after 31 May 2026');
    expect(await office.says('show linus@acme.example')).toContain('31 May 2026');
    expect(await office.says('list')).toContain('active, until 31 May 2026');
    expect(await office.says('list ends:30d')).toContain('Nobody matches');
    expect(await office.says('list ends:90d')).toContain('Linus Torvald');
  });

  test('says what the seat goes on costing where it lies beyond the period that is charged', async () => {
    const office = await seated();

    const within = await office.says('expire linus@acme.example 2026-03-20');
    const beyond = await office.says('expire linus@acme.example 2026-05-31');

    expect(within).not.toContain('The seat renews on');
    expect(beyond).toContain('The seat renews on 1 Apr 2026 at EUR 49.00 per month');
    expect(beyond).toContain('choosing a last day charges nothing');
  });

  test('can be moved, which is agreed to anew and told of anew', async () => {
    const office = await seated();
    await ends(office, 'expire linus@acme.example 2026-03-25');
    await office.passesTo('2026-03-19');

    const warning = (await office.lastNotice(office.ada, 'ada')).view;
    const day = await office.presses('ada', warning, /^Renew/u);
    const form = await office.submits('ada', day, { until: '2026-04-25' });
    await office.submits('ada', form, { agreed: true });
    await office.passesTo('2026-04-24');
    const before = (await office.linus()).standing;
    await office.passesTo('2026-04-26');

    expect(before).toBe('active');
    expect((await office.linus()).standing).toBe('deactivated');
    expect((await office.termsOf(await office.linus())).map(({ state }) => state)).toEqual(['replaced', 'ended']);
    const told = await office.told(office.ada);
    expect(told.filter((text) => text.includes('ends after 25 Mar 2026'))).toHaveLength(1);
    expect(told.filter((text) => text.includes('ends after 25 Apr 2026'))).toHaveLength(2);
  });

  test('can be taken away', async () => {
    const office = await seated();
    const { answer } = await ends(office, 'expire linus@acme.example 2026-03-25');

    const lifted = await office.presses('ada', viewOf(answer), 'Take the end away');
    await office.passesTo('2026-03-27');

    expect(replyText(lifted)).toContain('has no last day any more');
    expect((await office.linus()).standing).toBe('active');
    expect(await office.says('expire linus@acme.example never')).toContain('has no last day');
  });

  test('is shown again when another day was chosen meanwhile', async () => {
    const office = await seated();
    const first = await office.types('ada', 'expire linus@acme.example 2026-03-25');
    await ends(office, 'expire linus@acme.example 2026-05-31');

    const again = await office.submits('ada', first, { agreed: true });

    expect(replyText(again)).toContain('This has changed since it was shown');
    expect((await office.termsOf(await office.linus())).map(({ state }) => state)).toEqual(['running']);
  });

  test('is nothing without the tick', async () => {
    const office = await seated();
    const form = await office.types('ada', 'expire linus@acme.example 2026-03-25');

    const refused = await office.submits('ada', form, { agreed: false });

    expect(refused).toMatchObject({ kind: 'fields', errors: { agreed: expect.stringContaining('Tick the box') } });
    expect(await office.termsOf(await office.linus())).toEqual([]);
  });

  test('warns of an end that is near with what there is time for', async () => {
    const office = await seated();
    await ends(office, 'expire linus@acme.example 2026-03-17');

    await office.passesTo('2026-03-17');

    const told = (await office.told(office.ada)).filter((text) => text.includes('ends after 17 Mar 2026'));
    expect(told).toHaveLength(1);
  });

  test('finds nothing to end in somebody who has left before', async () => {
    const office = await seated();
    await ends(office, 'expire linus@acme.example 2026-03-25');
    const card = await office.types('ada', 'deactivate linus@acme.example');
    await office.submits('ada', await office.presses('ada', viewOf(card), 'Deactivate Linus Torvald'), {
      agreed: true,
    });

    await office.passesTo('2026-03-26');

    expect((await office.termsOf(await office.linus())).map(({ state }) => state)).toEqual(['moot']);
    expect((await office.told(office.ada)).filter((text) => text.includes('ends after'))).toEqual([]);
    expect(await syncOnly(office)).toBe('0 of 2');
  });

  test('says that a legal hold stands, which keeps everything', async () => {
    const office = await seated();
    await office.says('hold linus@acme.example on Case 12');

    const form = await office.says('expire linus@acme.example 2026-03-25');

    expect(form).toContain('A legal hold is on (Case 12)');
  });

  test.each([
    ['somebody above oneself', 'grace', 'expire ada@acme.example 2026-05-31', 'an Admin'],
    ['the last one who may manage users', 'ada', 'expire ada@acme.example 2026-05-31', 'the last one here'],
    ['somebody without a seat', 'ada', 'expire grace@acme.example 2026-05-31', 'holds no seat'],
    ['a seat that has none', 'ada', 'renew linus@acme.example', 'has no last day'],
  ])('is refused for %s', async (_, user, words, said) => {
    const office = await seated();

    expect(await office.says(words, user)).toContain(said);
  });
});
