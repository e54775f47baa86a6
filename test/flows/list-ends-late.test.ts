import { expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { previewed, progressOf, titlesFor } from './list-office.ts';
import { lastCard, seatStates, theRequest } from './office.ts';
import { aTermOffice, type TermOffice } from './term-office.ts';
import { viewText } from './world.ts';

test('a list that is confirmed when the only last day in it is over invites the others', async () => {
  const office = await aTermOffice({ seats: 2 });
  const preview = await previewed(
    office,
    'Full name,E-mail,Last day\nMary Jackson,mary@acme.example,2026-03-13\nDorothy Vaughan,dorothy@acme.example,',
  );
  office.clock.advance({ hours: 20 });

  await office.presses('ada', preview, /^Check/u);
  await office.worksOnLists();
  await office.checksSeats();
  await office.worksOnLists();

  expect(await seatStates(office)).toEqual(['provisioning']);
  expect(await progressOf(office)).toMatch(/Mary Jackson.*13 Mar 2026 is over/u);
});

test('people of a list who have the same last day are left out together, and it is agreed to again once', async () => {
  const office = await aTermOffice();
  const people = ['Mary Jackson,mary@acme.example,2026-03-16', 'Katherine Johnson,katherine@acme.example,2026-03-16'];
  await asked(office, ['Full name,E-mail,Last day', ...people, 'Dorothy Vaughan,dorothy@acme.example,'].join('\n'));

  await office.passesTo('2026-03-17');

  const again = (await titlesFor(office)).filter((title) => title.includes('your agreement again'));
  expect(again).toHaveLength(1);
  expect((await theRequest(office)).subject).toMatchObject({ people: [{ fullName: 'Dorothy Vaughan' }] });
  expect((await seatStates(office)).toSorted()).toEqual(['awaiting-approval', 'expired', 'expired']);
});

test('whoever is left out together with others gets no seat from the same moment on', async () => {
  const office = await aTermOffice();
  const people = ['Mary Jackson,mary@acme.example,2026-03-16', 'Katherine Johnson,katherine@acme.example,2026-03-16'];
  await asked(office, ['Full name,E-mail,Last day', ...people, 'Dorothy Vaughan,dorothy@acme.example,'].join('\n'));
  office.clock.advance({ hours: 24 * 5 });
  const [first] = await office.inAccount(({ seatTerms }) => seatTerms.allRunning());
  if (first === undefined) throw new Error('Nothing ends');

  await office.carryOutTerm({ accountId: first.accountId, termId: first.id });

  expect((await seatStates(office)).toSorted()).toEqual(['awaiting-approval', 'expired', 'expired']);
});

test('a list whose last days have all passed is asked for no more, and nobody is asked again', async () => {
  const office = await aTermOffice();
  const people = ['Mary Jackson,mary@acme.example,2026-03-16', 'Katherine Johnson,katherine@acme.example,2026-03-15'];
  await asked(office, ['Full name,E-mail,Last day', ...people].join('\n'));
  office.clock.advance({ hours: 24 * 5 });

  await office.works();
  await office.worksOnLists();

  expect((await theRequest(office)).state).toBe('expired');
  expect((await titlesFor(office)).filter((title) => title.includes('your agreement again'))).toEqual([]);
  expect(await seatStates(office)).toEqual(['expired', 'expired']);
  expect(await office.inAccount(({ seatTerms }) => seatTerms.allRunning())).toEqual([]);
  expect(await progressOf(office)).toContain('done');
});

test('a list where everybody has the same last day says it before anybody agrees to it', async () => {
  const office = await aTermOffice();
  const people = ['Mary Jackson,mary@acme.example,2026-03-16', 'Katherine Johnson,katherine@acme.example,2026-03-16'];

  const preview = await previewed(office, ['Full name,E-mail,Last day', ...people].join('\n'));

  expect(viewText(preview)).toMatch(/Mary Jackson +mary@acme\.example +Sync Only, until 16 Mar 2026/u);
});

/** Agreed to, invited, looked at, and in the hands of the approvers. */
async function asked(office: TermOffice, people: string): Promise<void> {
  const form = await office.presses('ada', await previewed(office, people), /^Check/u);
  await office.submits('ada', form, { agreed: true });
  await office.worksOnLists();
  await office.checksSeats();
  await office.worksOnLists();
  const price = await office.lastNotice(office.ada, 'ada');
  const agreed = await office.submits('ada', await office.presses('ada', price.view, /^Review/u), { agreed: true });
  if (!replyText(agreed).includes('waits for')) throw new Error(replyText(agreed));
  await lastCard(office, 'grace');
}
