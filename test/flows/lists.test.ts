import { describe, expect, test } from 'vitest';
import { err } from '../../core/result.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { approved, lookedAt, previewed, progressOf, titlesFor, viewOf } from './list-office.ts';
import { anOffice, charged, seatStates, syncOnly, theRequest } from './office.ts';
import { viewText } from './world.ts';

describe('a list of people', () => {
  test('is shown row by row, with field, reason and way out, before anything happens', async () => {
    const office = await anOffice();

    const preview = await previewed(office);

    expect(viewText(preview)).toContain('5 people: 3 can be invited, 2 cannot');
    expect(viewText(preview)).toMatch(
      /Line 4.*eve@other\.example.*E-mail: other\.example is not a domain of this account/u,
    );
    expect(viewText(preview)).toMatch(/Line 5.*Line 2 has the same address/u);
    expect(viewText(preview)).toContain('not used: Shoe size');
    expect(await seatStates(office)).toEqual([]);
  });

  test('goes on with the good rows, and the bad ones stay to be seen', async () => {
    const office = await anOffice({ seats: 5 });

    await lookedAt(office);
    await office.checksSeats();
    await office.worksOnLists();

    expect(await seatStates(office)).toEqual(['active', 'active', 'active']);
    expect(await syncOnly(office)).toBe('3 of 5');
    expect(await charged(office)).toEqual([]);
    expect(await progressOf(office)).toContain('5 people invited together: done');
    expect(await progressOf(office)).toMatch(/eve@other\.example.*other\.example is not a domain/u);
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('3 of 5 people have a seat');
  });

  test('keeps what a row says, and what the form says for the others', async () => {
    const office = await anOffice({ seats: 5 });
    await lookedAt(office);

    const seats = await office.inAccount((stores) => stores.seats.list());

    expect(seats.map(({ privacy }) => privacy).toSorted()).toEqual([
      'participants-only',
      'participants-only',
      'share-subjects',
    ]);
  });

  test('has one price and one approval, and everybody is charged from their own first access', async () => {
    const office = await anOffice({ seats: 1 });
    await lookedAt(office);

    await approved(office);
    const waiting = await charged(office);
    await office.worksOnLists();
    await office.checksSeats();
    await office.worksOnLists();

    expect((await theRequest(office)).subject).toMatchObject({
      kind: 'bulk',
      people: [{ fullName: 'Mary Jackson' }, { fullName: 'Dorothy Vaughan' }],
    });
    expect(waiting).toEqual(['waiting 1', 'waiting 1']);
    expect(await charged(office)).toEqual(['accrued 1 EUR 30.03', 'accrued 1 EUR 30.03']);
    expect(await syncOnly(office)).toBe('3 of 3');
    expect(await progressOf(office)).toContain('done');
  });

  test('counts the minimum of a first purchase once', async () => {
    const office = await anOffice();
    await lookedAt(office);

    await approved(office);

    expect(await syncOnly(office)).toBe('3 of 5');
    expect(await charged(office)).toEqual(['accrued 2 EUR 60.06', 'waiting 1', 'waiting 1', 'waiting 1']);
  });

  test('leaves out of the price whose mailbox cannot be read, and says why', async () => {
    const office = await anOffice({
      look: (address) =>
        address.startsWith('mary')
          ? err({ kind: 'unauthorised', fault: 'not-licensed', detail: '' })
          : { ok: true, value: { primaryAddress: address, aliases: [], access: 'headers', messageCount: undefined } },
    });

    await lookedAt(office);
    await approved(office);

    const { subject } = await theRequest(office);
    expect(subject.kind === 'bulk' && subject.people.map(({ fullName }) => fullName)).toEqual([
      'Linus Torvald',
      'Dorothy Vaughan',
    ]);
    expect(await progressOf(office)).toMatch(/Mary Jackson.*no seat\. The mailbox has no licence/u);
    expect(await titlesFor(office)).not.toContain('The mailbox of Mary Jackson cannot be read');
  });

  test('tells whoever asked in one message, not in one a person', async () => {
    const office = await anOffice({ seats: 5 });
    await lookedAt(office);
    await office.checksSeats();
    await office.worksOnLists();

    expect((await titlesFor(office)).toSorted()).toEqual([
      '5 people invited together: done',
      'Your list is done: 3 of 5 people have a seat',
    ]);
  });

  test('that was rejected charges nothing and gives no seat', async () => {
    const office = await anOffice();
    await lookedAt(office);
    const price = await office.lastNotice(office.ada, 'ada');
    await office.submits('ada', await office.presses('ada', price.view, /^Review/u), { agreed: true });
    const card = await office.lastNotice(office.grace, 'grace');

    const form = await office.presses('grace', card.view, 'Reject');
    await office.submits('grace', form, { reason: 'Not this month' });
    await office.worksOnLists();

    expect(await seatStates(office)).toEqual(['declined', 'declined', 'declined']);
    expect(await charged(office)).toEqual([]);
    expect(await progressOf(office)).toContain('done');
  });

  test('uses seats that became free before anybody agreed, and prices the rest anew', async () => {
    const office = await anOffice();
    await lookedAt(office);
    const price = await office.lastNotice(office.ada, 'ada');
    await office.inAccount(async ({ entitlements }) => {
      const held = await entitlements.lock('sync-only');
      await entitlements.replace(held, { ...held, purchased: 2, version: held.version + 1 });
    });

    const reply = await office.presses('ada', price.view, /^Review/u);
    await office.worksOnLists();

    expect(replyText(reply)).toContain('Seats have become free');
    expect((await seatStates(office)).toSorted()).toEqual(['awaiting-acknowledgement', 'provisioning', 'provisioning']);
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('No free seats for 1 person');
  });

  test('can be gone on with without those who cost', async () => {
    const office = await anOffice({ seats: 1 });
    await lookedAt(office);
    const price = await office.lastNotice(office.ada, 'ada');

    const reply = await office.presses('ada', price.view, /^Go on without/u);
    await office.worksOnLists();

    expect(replyText(reply)).toContain('2 invitations of the list cancelled');
    expect((await seatStates(office)).toSorted()).toEqual(['cancelled', 'cancelled', 'provisioning']);
  });

  test('does not wait for a mailbox that does not answer: its owner goes on alone', async () => {
    let isDown = true;
    const office = await anOffice({
      seats: 2,
      look: (address) =>
        isDown && address.startsWith('mary')
          ? err({ kind: 'unavailable', cause: undefined })
          : { ok: true, value: { primaryAddress: address, aliases: [], access: 'headers', messageCount: undefined } },
    });
    await lookedAt(office);
    const early = await progressOf(office);

    office.clock.advance({ minutes: 31 });
    await office.worksOnLists();
    isDown = false;
    await office.checksSeats();
    await office.worksOnLists();

    expect(early).toContain('mailboxes being checked');
    expect((await seatStates(office)).toSorted()).toEqual(['active', 'active', 'awaiting-acknowledgement']);
    expect(await progressOf(office)).toMatch(/Mary Jackson.*waits for the inviter to see the price/u);
    expect(await titlesFor(office)).toContain('No free seat for Mary Jackson');
  });

  test('is confirmed once, however often and from whichever copy', async () => {
    const office = await anOffice({ seats: 5 });
    const preview = await previewed(office);
    await office.presses('ada', preview, /^Check/u);

    const again = await office.presses('ada', preview, /^Check/u);
    const cancelled = await office.presses('ada', preview, 'Cancel');
    await office.worksOnLists();

    expect(replyText(again)).toContain('belongs to an earlier step');
    expect(replyText(cancelled)).toContain('belongs to an earlier step');
    expect(await seatStates(office)).toHaveLength(3);
  });

  test('that nobody confirms within a day is over', async () => {
    const office = await anOffice({ seats: 5 });
    const preview = await previewed(office);
    office.clock.advance({ hours: 25 });
    const late = await office.presses('ada', preview, /^Check/u);
    await office.worksOnLists();

    expect(replyText(late)).toContain('not confirmed within a day');
    expect(replyText(await office.presses('ada', preview, /^Check/u))).toContain('It is further now: expired');
    expect(await seatStates(office)).toEqual([]);
  });
});

describe('a long list', () => {
  const PEOPLE = ['Name,E-mail', ...Array.from({ length: 45 }, (_, at) => `Person ${at},p${at}@acme.example`)].join(
    '\n',
  );

  test('is invited once, even by workers that each believe it is theirs', async () => {
    const office = await anOffice({ seats: 30 });
    await office.presses('ada', await previewed(office, PEOPLE), /^Check/u);

    await office.worksOnLists(3);
    await office.checksSeats();
    await office.worksOnLists(3);
    const states = (await seatStates(office)).toSorted();
    await approved(office);
    await office.worksOnLists(3);

    expect(states.filter((state) => state === 'provisioning')).toHaveLength(30);
    expect(states.filter((state) => state === 'awaiting-acknowledgement')).toHaveLength(15);
    expect(await syncOnly(office)).toBe('45 of 45');
    expect(await charged(office)).toEqual(Array.from({ length: 15 }, () => 'waiting 1'));
  });

  test('is shown in pages, and everybody of it can be seen', async () => {
    const office = await anOffice();
    const preview = await previewed(office, PEOPLE);

    const first = viewOf(await office.presses('ada', preview, 'Show all 45'));
    const second = viewOf(await office.presses('ada', first, 'Next 20'));
    const third = viewOf(await office.presses('ada', second, 'Next 5'));

    expect(viewText(preview)).toContain('Showing 20 of 45');
    const all = [first, second, third].map(viewText).join('\n');
    for (let at = 0; at < 45; at += 1) expect(all).toContain(`p${at}@acme.example`);
  });
});
