import { expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { aLeavingOffice, viewOf } from './leaving-office.ts';

/** Ada and Bob are the only ones who manage users, and each has the form that ends the other. */
async function twoWithForms(words = '') {
  const office = await aLeavingOffice();
  const bob = await office.member('bob', 'Bob Manager', { role: 'admin' });
  const form = async (user: string, other: string, name: string) => {
    const card = await office.types(user, `deactivate ${other}@acme.example${words}`);
    return await office.presses(user, viewOf(card), `Deactivate ${name}`);
  };
  const forms = { ada: await form('ada', 'bob', 'Bob Manager'), bob: await form('bob', 'ada', 'Ada Lovelace') };
  const standings = async () =>
    [(await office.memberNow(office.ada))?.standing, (await office.memberNow(bob))?.standing].map(String).toSorted();
  return { ...office, bob, forms, standings };
}

test.each([0, 1, 2, 3, 5, 8, 13, 21, 34])(
  'two administrators who deactivate each other, one %i turns after the other: one of them stays',
  async (later) => {
    const { forms, submits, standings } = await twoWithForms();

    await Promise.all([
      submits('ada', forms.ada, { agreed: true }),
      (async () => {
        for (let turn = 0; turn < later; turn += 1) await Promise.resolve();
        await submits('bob', forms.bob, { agreed: true });
      })(),
    ]);

    expect(await standings()).toEqual(['active', 'deactivated']);
  },
);

test('two who chose the same day for each other: one of them stays', async () => {
  const office = await twoWithForms(' from:2026-04-01');
  await office.submits('ada', office.forms.ada, { agreed: true });
  await office.submits('bob', office.forms.bob, { agreed: true });
  office.clock.advance({ hours: 24 * 19 });

  await Promise.all([office.worksOnDepartures(), office.worksOnDepartures()]);

  expect(await office.standings()).toEqual(['active', 'deactivated']);
});

test.each([0, 20, 40, 80])(
  'another day is chosen just when the first has come, %i turns after it: somebody who is leaving is left to leave',
  async (later) => {
    const office = await aLeavingOffice();
    await office.deactivates('deactivate grace@acme.example from:2026-04-01');
    office.clock.advance({ hours: 24 * 19 });
    const card = await office.types('ada', 'deactivate grace@acme.example from:2026-05-01');
    const form = await office.presses('ada', viewOf(card), 'Deactivate Grace Hopper');

    const [answer] = await Promise.all([
      (async () => {
        for (let turn = 0; turn < later; turn += 1) await Promise.resolve();
        return await office.submits('ada', form, { agreed: true });
      })(),
      office.worksOnDepartures(),
    ]);

    expect(replyText(answer)).not.toContain('Something broke');
    expect(office.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  },
);
