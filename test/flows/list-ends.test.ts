import { describe, expect, test } from 'vitest';
import type { SealedView } from '../../core/views/view.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { approved, previewed, progressOf, titlesFor, viewOf } from './list-office.ts';
import { charged, lastCard, seatStates, syncOnly, theRequest } from './office.ts';
import { aTermOffice, TRIAL, type TermOffice } from './term-office.ts';
import { viewText } from './world.ts';

/** A trial, one that is to end, and one that is not. */
const TABLE = [
  'Full name,E-mail,Trial,Last day',
  'Linus Torvald,linus@acme.example,yes,',
  'Mary Jackson,mary@acme.example,,2026-04-10',
  'Dorothy Vaughan,dorothy@acme.example,,',
].join('\n');

describe('a list with trials and last days', () => {
  test('says what each gets, and prices no trial', async () => {
    const office = await aTermOffice();

    const text = viewText(await previewed(office, TABLE));

    expect(text).toMatch(/Linus Torvald +linus@acme\.example +Sync Only, trial of 14 days +can be invited/u);
    expect(text).toMatch(/Mary Jackson +mary@acme\.example +Sync Only, until 10 Apr 2026 +can be invited/u);
    expect(text).toMatch(/Sync Only seats: +for 2 people\. None is free\. At most 2 seats have to be bought\./u);
    expect(text).toMatch(/Trials: +for 1 person\. They cost nothing/u);
  });

  test('is agreed to with every last day and one sentence for all, before anybody is invited', async () => {
    const office = await aTermOffice();

    const form = await office.presses('ada', await previewed(office, TABLE), /^Check/u);

    const text = replyText(form);
    expect(text).toContain('Linus Torvald linus@acme.example, trial until 27 Mar 2026');
    expect(text).toContain('Mary Jackson mary@acme.example, until 10 Apr 2026');
    expect(text).toContain(
      'I agree that 1 trial and 1 seat of this list end at the end of their last day, 27 Mar 2026, 10 Apr 2026, and that those who have them are deactivated then',
    );
    expect(await seatStates(office)).toEqual([]);
  });

  test('invites nobody where the box was not ticked', async () => {
    const office = await aTermOffice();
    const form = await office.presses('ada', await previewed(office, TABLE), /^Check/u);

    const reply = await office.submits('ada', form, { agreed: false });
    await office.worksOnLists();

    expect(reply.kind).toBe('form');
    expect(await seatStates(office)).toEqual([]);
  });

  test('is shown anew when another day has begun since, because its trials would end on another', async () => {
    const office = await aTermOffice();
    const form = await office.presses('ada', await previewed(office, TABLE), /^Check/u);
    office.clock.advance({ hours: 20 });

    const again = await office.submits('ada', form, { agreed: true });
    await office.worksOnLists();

    expect(replyText(again)).toContain('This has changed since it was shown');
    expect(replyText(again)).toContain('trial until 28 Mar 2026');
    expect(await seatStates(office)).toEqual([]);
  });

  test('gives each seat its own end with the sentence that was agreed to, and charges no trial', async () => {
    const office = await aTermOffice();
    await agreed(office, TABLE);

    await approved(office);
    await office.worksOnLists();
    await office.checksSeats();
    await office.worksOnLists();

    const terms = await office.inAccount(({ seatTerms }) => seatTerms.allRunning());
    expect(terms.map(({ kind, endsOn }) => `${kind} ${endsOn.toString()}`).toSorted()).toEqual([
      'expiring 2026-04-10',
      'trial 2026-03-27',
    ]);
    for (const { consent } of terms)
      expect(consent).toMatchObject({ by: office.ada.id, sentence: expect.stringContaining('1 trial and 1 seat') });
    expect(await seatStates(office)).toEqual(['active', 'active', 'active']);
    expect(await syncOnly(office)).toBe('2 of 5');
    expect(await charged(office)).toEqual(['accrued 1 EUR 30.03', 'accrued 1 EUR 30.03', 'accrued 3 EUR 90.10']);
    expect(await progressOf(office)).toContain('done');
  });

  test('of trials alone asks for no price and is followed in one message', async () => {
    const office = await aTermOffice();

    await agreed(office, 'Full name,E-mail,Trial\nLinus Torvald,linus@acme.example,7');
    await office.checksSeats();
    await office.worksOnLists();

    expect(await seatStates(office)).toEqual(['active']);
    expect(await progressOf(office)).toMatch(/Linus Torvald.*has a trial, their mailbox is being read/u);
    expect((await titlesFor(office)).toSorted()).toEqual([
      '1 person invited: done',
      'Your list is done: 1 of 1 person has a seat',
    ]);
  });

  test('lets a seat go on its day', async () => {
    const office = await aTermOffice({ seats: 3 });
    await agreed(office, 'Full name,E-mail,Until\nMary Jackson,mary@acme.example,2026-04-10');
    await office.checksSeats();
    await office.worksOnLists();

    await office.passesTo('2026-04-11');

    expect(await seatStates(office)).toEqual(['deactivated']);
    expect(await syncOnly(office)).toBe('0 of 3');
  });
});

describe('an end in a row', () => {
  test.each([
    ['yes,2026-04-10,', 'Last day: A trial has its own end. Choose either a trial or a last day.'],
    ['99,,', 'Trial: Write yes for 14 days, or how many days, at most 30.'],
    [',2026-02-30,', 'Last day: Not a date of the calendar. Write it like 2026-12-01.'],
    [',31/12/2026,', 'Last day: Not a date of the calendar. Write it like 2026-12-01.'],
    [',2026-03-12,', 'Last day: 12 Mar 2026 is over. Choose today or a later day.'],
    [',2031-03-14,', 'Last day: 14 Mar 2031 is more than 5 years away. Choose a nearer day.'],
    ['yes,,full', 'Trial: A trial is a Sync Only seat.'],
  ])('that says %s is refused with its field and the way out', async (cells, sentence) => {
    const office = await aTermOffice();

    const text = viewText(
      await previewed(office, `Name,E-mail,Trial,Last day,Seat\nLinus,linus@acme.example,${cells}`),
    );

    expect(text).toContain('1 person: 0 can be invited, 1 cannot');
    expect(text).toContain(sentence);
  });

  test('is a trial for five at the same time, those of the list and those before counted together', async () => {
    const office = await aTermOffice();
    await office.invites(TRIAL);
    const rows = ['Linus', 'Ann', 'Ben', 'Cleo', 'Ann', 'Dan', 'Emma'].map(
      (name) => `${name} Person,${name.toLowerCase()}@acme.example,yes`,
    );

    const text = viewText(await previewed(office, ['Name,E-mail,Trial', ...rows].join('\n')));

    expect(text).toContain('7 people: 4 can be invited, 3 cannot');
    expect(text).toMatch(/Line 8: Emma Person.*5 trials are open, which is the most at the same time/u);
  });

  test('can be kept from what holds for the others', async () => {
    const office = await aTermOffice();
    const people = 'Name,E-mail,Last day\nLinus Torvald,linus@acme.example,\nMary Jackson,mary@acme.example,never';

    const form = await office.types('ada', 'invite csv');
    const answers = { people, seatType: 'sync-only', privacy: 'participants-only', until: '2026-12-31' };
    const text = viewText(viewOf(await office.submits('ada', form, answers)));

    expect(text).toMatch(/Linus Torvald.*until 31 Dec 2026/u);
    expect(text).toMatch(/Mary Jackson +mary@acme\.example +Sync Only +can be invited/u);
  });

  test('holds for several addresses that are typed at once', async () => {
    const office = await aTermOffice();

    const words = 'invite linus@acme.example, mary@acme.example privacy:subjects trial:7';

    expect(await office.says(words)).toMatch(/Trials: +for 2 people/u);
  });
});

describe('somebody of a list whose last day passes', () => {
  const TWO =
    'Full name,E-mail,Last day\nMary Jackson,mary@acme.example,2026-03-16\nDorothy Vaughan,dorothy@acme.example,';

  test('while it waits for approval is left out, and the others are priced and agreed to anew', async () => {
    const office = await aTermOffice();
    await agreed(office, TWO);
    await asks(office);
    const card = await lastCard(office, 'grace');

    await office.passesTo('2026-03-17');
    const stale = await office.presses('grace', card, /^Approve EUR/u);
    const asked = await titled(office, 'Request 1 needs your agreement again');
    const review = await office.presses('ada', asked, /^Review/u);
    await office.submits('ada', review, { agreed: true });
    await office.presses('grace', await lastCard(office, 'grace'), /^Approve EUR/u);
    await office.worksOnLists();

    expect(replyText(stale)).toContain('older than the request');
    expect(viewText(asked)).toContain('Mary Jackson mary@acme.example gets no seat');
    expect((await theRequest(office)).subject).toMatchObject({ people: [{ fullName: 'Dorothy Vaughan' }] });
    expect((await seatStates(office)).toSorted()).toEqual(['expired', 'provisioning']);
    expect(await charged(office)).toEqual(['accrued 4 EUR 94.84', 'waiting 1']);
  });

  test('and who was the only one of it ends the request', async () => {
    const office = await aTermOffice();
    await agreed(office, 'Full name,E-mail,Last day\nMary Jackson,mary@acme.example,2026-03-16');
    await asks(office);

    await office.passesTo('2026-03-17');
    await office.worksOnLists();

    expect((await theRequest(office)).state).toBe('expired');
    expect(await seatStates(office)).toEqual(['expired']);
    expect(await progressOf(office)).toContain('done');
  });
});

/** Confirmed with the box ticked, invited, and looked at. */
async function agreed(office: TermOffice, people: string): Promise<void> {
  const form = await office.presses('ada', await previewed(office, people), /^Check/u);
  await office.submits('ada', form, { agreed: true });
  await office.worksOnLists();
  await office.checksSeats();
  await office.worksOnLists();
}

async function asks(office: TermOffice): Promise<void> {
  const price = await office.lastNotice(office.ada, 'ada');
  await office.submits('ada', await office.presses('ada', price.view, /^Review/u), { agreed: true });
}

async function titled({ inAccount }: TermOffice, title: string): Promise<SealedView> {
  const all = await inAccount(({ notices }) => notices.list(['pending', 'delivered']));
  const notice = all.find(({ view }) => view.title === title);
  if (notice === undefined) throw new Error(`Nobody was told “${title}”`);
  return notice.view;
}
