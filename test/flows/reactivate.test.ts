import { describe, expect, test } from 'vitest';
import { movedDeparture } from '../../core/departures/departure-moves.ts';
import { planDeparture } from '../../core/departures/plan-departure.ts';
import { aScheduledDeparture, aSnapshot } from '../builders/departures.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { aLeavingOffice, viewOf, type LeavingOffice } from './leaving-office.ts';

const COMES_BACK = 'reactivate grace@acme.example';

/** Through both looks at the mailbox: before the seat is taken, and with it. */
async function looks(office: LeavingOffice): Promise<void> {
  await office.checksSeats();
  await office.checksSeats();
}

describe('coming back within the undo window', () => {
  test('loses nothing: mailboxes, personal data and lists are as they were', async () => {
    const office = await aLeavingOffice({ personal: true });
    const before = await office.counts();
    await office.deactivates();
    office.clock.advance({ hours: 24 * 6 });

    const { view } = await office.types('ada', COMES_BACK).then((reply) => ({ view: viewOf(reply) }));
    await looks(office);
    office.clock.advance({ hours: 24 * 30 });
    await office.worksOnDepartures();

    expect(view.title).toBe('Reactivating Grace Hopper');
    expect(await office.counts()).toEqual(before);
    expect((await office.memberNow(office.grace))?.standing).toBe('active');
    expect((await office.departure())?.state).toBe('undone');
    expect(await office.mailboxNow(office.work)).toMatchObject({ desired: 'enabled', cursor: 'page 7' });
    expect(await office.mailboxNow(office.home)).toMatchObject({ desired: 'enabled', cursor: 'page 2' });
    const lists = await office.inAccount(({ lists: all }) => all.all());
    expect(lists.map(({ ownerId }) => ownerId)).toEqual([office.grace.id]);
  });

  test('takes a free seat, costs nothing, and reads no mailbox twice', async () => {
    const office = await aLeavingOffice();
    await office.deactivates();
    await office.types('ada', COMES_BACK);
    await looks(office);

    expect(await office.used()).toBe(1);
    expect(await office.inAccount(({ charges }) => charges.list())).toEqual([]);
    const mailboxes = await office.inAccount(({ mailboxes: all }) => all.ofMember(office.grace.id));
    expect(mailboxes.map(({ id }) => id)).toEqual([office.work.id]);
    const keys = office.database.workOf(office.grace.accountId).filter(({ state }) => state === 'open');
    expect(keys.map(({ key }) => key)).toContain(`mailbox.sync:${office.work.id}`);
  });

  test('tells both that a new API key is needed', async () => {
    const office = await aLeavingOffice();
    await office.deactivates();
    await office.types('ada', COMES_BACK);
    await looks(office);

    expect((await office.told(office.grace)).at(-1)).toMatch(/You have your seat again[^]*apikey new/u);
    expect((await office.told(office.ada)).at(-1)).toMatch(/Grace Hopper is active again[^]*apikey new/u);
  });

  test('leaves a mailbox paused that its owner had paused', async () => {
    const office = await aLeavingOffice();
    await office.inAccount(({ mailboxes }) =>
      mailboxes.replace(office.work, { ...office.work, desired: 'paused', version: 2 }),
    );
    await office.deactivates();
    await office.types('ada', COMES_BACK);
    await looks(office);

    expect(await office.mailboxNow(office.work)).toMatchObject({ desired: 'paused' });
    for (const who of [office.ada, office.grace]) {
      const told = (await office.told(who)).at(-1);
      expect(told).toContain('1 paused as before');
      expect(told).not.toContain('where it stopped');
    }
  });

  test('says that a mailbox is read from the beginning when nothing is left to go on from', async () => {
    const office = await aLeavingOffice();
    await office.deactivates();
    await office.inAccount(async ({ mailboxes }) => {
      const mailbox = await mailboxes.get(office.work.id);
      if (mailbox === undefined) throw new Error('The mailbox is gone');
      await mailboxes.replace(mailbox, { ...mailbox, cursor: undefined, version: mailbox.version + 1 });
    });
    await office.types('ada', COMES_BACK);
    await looks(office);

    expect((await office.told(office.grace)).at(-1)).toContain('1 read again from the beginning');
  });

  test('under way at the end of the window holds the deletion up', async () => {
    const office = await aLeavingOffice({ personal: true });
    const before = await office.counts();
    await office.deactivates();
    office.clock.advance({ hours: 24 * 7 - 1 });
    await office.types('ada', COMES_BACK);
    office.clock.advance({ hours: 2 });

    await office.worksOnDepartures();

    expect(await office.counts()).toEqual(before);
    expect((await office.departure())?.state).toBe('undoable');
  });
});

describe('coming back after it', () => {
  test('goes on where the company mailbox was; personal data is gone and lists stay where they are', async () => {
    const office = await aLeavingOffice({ personal: true });
    await office.deactivates();
    office.clock.advance({ hours: 24 * 8 });
    await office.worksOnDepartures();

    await office.types('ada', COMES_BACK);
    await looks(office);

    expect(await office.mailboxNow(office.work)).toMatchObject({ desired: 'enabled', cursor: 'page 7' });
    expect(await office.mailboxNow(office.home)).toMatchObject({ desired: 'disabled', cursor: undefined });
    const lists = await office.inAccount(({ lists: all }) => all.all());
    expect(lists.map(({ ownerId }) => ownerId)).toEqual([office.ada.id]);
    expect((await office.told(office.ada)).at(-1)).toContain('what was read of personal mailboxes was deleted');
  });

  test('of somebody without a personal mailbox says that nothing was deleted', async () => {
    const office = await aLeavingOffice();
    await office.deactivates();
    office.clock.advance({ hours: 24 * 8 });
    await office.worksOnDepartures();

    await office.types('ada', COMES_BACK);
    await looks(office);

    expect((await office.told(office.ada)).at(-1)).toContain('nothing was deleted');
  });
});

/** The seat that Grace left went to Linus before she came back. */
async function aFullOffice() {
  const office = await aLeavingOffice();
  const barbara = await office.member('barbara', 'Barbara Liskov', { grants: ['approver'] });
  await office.deactivates();
  await office.types('ada', '/seat invite linus@acme.example Linus Torvald privacy:subjects');
  await looks(office);
  await office.types('ada', COMES_BACK);
  await office.checksSeats();
  return { ...office, barbara };
}

describe('without a free seat', () => {
  test('the price is shown, agreed to and approved, and charged at first access', async () => {
    const office = await aFullOffice();
    const price = await office.lastNotice(office.ada, 'ada');
    const form = await office.presses('ada', price.view, /^Review/u);
    await office.submits('ada', form, { agreed: true });
    const card = await office.lastNotice(office.barbara, 'barbara');
    await office.presses('barbara', card.view, /^Approve/u);
    const between = (await office.memberNow(office.grace))?.standing;

    await looks(office);

    expect(price.view.title).toBe('No free seat for Grace Hopper');
    expect(between).toBe('deactivated');
    expect((await office.memberNow(office.grace))?.standing).toBe('active');
    const charges = await office.inAccount(({ charges: all }) => all.list());
    expect(charges.map(({ state }) => state)).toContain('accrued');
  });

  test('that is called off leaves them as they were', async () => {
    const office = await aFullOffice();
    const price = await office.lastNotice(office.ada, 'ada');

    await office.presses('ada', price.view, 'Cancel the invitation');

    expect((await office.memberNow(office.grace))?.standing).toBe('deactivated');
    expect((await office.departure())?.state).toBe('undoable');
  });
});

describe('whoever wants somebody back', () => {
  test('is offered it by an invitation of the same address', async () => {
    const office = await aLeavingOffice();
    await office.deactivates();

    const refused = await office.types('ada', '/seat invite grace@acme.example Grace Hopper privacy:subjects');
    const reply = await office.presses('ada', viewOf(refused), 'Reactivate Grace Hopper');

    expect(replyText(reply)).toContain('Reactivating Grace Hopper');
  });

  test('twice is told that it is under way', async () => {
    const office = await aLeavingOffice();
    await office.deactivates();
    await office.types('ada', COMES_BACK);

    expect(replyText(await office.types('ada', COMES_BACK))).toContain('on the way back already');
  });

  test('who is being removed is not brought back', async () => {
    const office = await aLeavingOffice();
    await office.deactivates();
    await office.inAccount(async ({ departures }) => {
      const [deactivation] = await departures.ofMember(office.grace.id);
      if (deactivation === undefined) throw new Error('Nobody was deactivated');
      const superseded = movedDeparture(deactivation, { kind: 'superseded', at: office.clock.now() });
      await departures.replace(deactivation, superseded);
      const plan = planDeparture('remove', aSnapshot({ memberId: office.grace.id }));
      const { dueAt: _, ...base } = aScheduledDeparture({ memberId: office.grace.id, plan });
      await departures.add({ ...base, state: 'purging', since: office.clock.now() });
    });

    const reply = await office.types('ada', COMES_BACK);

    expect(replyText(reply)).toContain('is being removed with all their data');
    expect((await office.memberNow(office.grace))?.standing).toBe('deactivated');
  });

  test('who is here is told so', async () => {
    const office = await aLeavingOffice();

    expect(replyText(await office.types('ada', COMES_BACK))).toContain('Grace Hopper is active');
  });

  test('chooses among those who are deactivated', async () => {
    const office = await aLeavingOffice();
    await office.deactivates();

    const form = await office.types('ada', 'reactivate');
    const reply = await office.submits('ada', form, { member: 'grace@acme.example' });

    expect(replyText(reply)).toContain('Reactivating Grace Hopper');
  });

  test('finds them in the list of those who are deactivated, with a button each', async () => {
    const office = await aLeavingOffice();
    await office.deactivates();

    const list = await office.types('ada', 'list status:deactivated');
    const reply = await office.presses('ada', viewOf(list), 'Reactivate Grace Hopper');

    expect(replyText(list)).toContain('1 person');
    expect(replyText(reply)).toContain('Reactivating Grace Hopper');
  });

  test('sees with the person until when it loses nothing, and the way back first', async () => {
    const office = await aLeavingOffice();
    await office.deactivates();

    const shown = viewOf(await office.types('ada', 'show grace@acme.example'));

    expect(replyText({ kind: 'private', view: shown })).toMatch(/Can be taken back until:\s+20 Mar 2026/u);
    expect(shown.actions.map(({ label }) => label)).toEqual(['Reactivate Grace Hopper', 'Show sync status']);
  });
});
