import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { aTermOffice, TRIAL } from './term-office.ts';
import { charged, syncOnly } from './office.ts';

describe('a trial', () => {
  test('is agreed to with its last day and what happens then, before anybody is invited', async () => {
    const office = await aTermOffice();

    const form = await office.types('ada', TRIAL);

    const text = replyText(form);
    expect(text).toContain('A trial for Linus Torvald');
    expect(text).toContain('27 Mar 2026');
    expect(text).toContain('I agree that the trial of Linus Torvald ends at the end of 27 Mar 2026');
    expect(text).toContain('never becomes a charge by itself');
    expect(await office.inAccount(({ seats }) => seats.list())).toEqual([]);
  });

  test('gives access without holding or costing a seat, and says so', async () => {
    const office = await aTermOffice();

    await office.invites(TRIAL);

    const linus = await office.linus();
    expect(await office.seatOf(linus)).toMatchObject({ state: 'active', basis: 'trial' });
    expect(await syncOnly(office)).toBe('0 of 0');
    expect(await charged(office)).toEqual([]);
    expect((await office.told(office.ada)).join('\n')).toContain('Linus Torvald has a trial until 27 Mar 2026');
    const shown = await office.says('show linus@acme.example');
    expect(shown).toContain('Sync Only trial, never charged, active');
    expect(shown).toContain('[Keep the seat of Linus Torvald]');
    expect(await office.says('list')).toContain('trial until 27 Mar 2026');
    expect(await office.says('usage')).toContain('1 of at most 5, not counted as used and not charged');
  });

  test('takes none of the seats that are free', async () => {
    const office = await aTermOffice({ seats: 3 });

    await office.invites(TRIAL);

    expect(await syncOnly(office)).toBe('0 of 3');
  });

  test('stores the sentence that was agreed to, who agreed and where', async () => {
    const office = await aTermOffice();

    await office.invites(TRIAL);

    const [term] = await office.termsOf(await office.linus());
    expect(term?.consent).toMatchObject({ by: office.ada.id, sentence: expect.stringContaining('27 Mar 2026') });
    const records = await office.inAccount(({ audit }) => audit.from(1, 1000));
    expect(records.filter(({ kind }) => kind === 'seat.term-agreed')).toMatchObject([
      { facts: { kind: 'trial', lastDay: '2026-03-27' } },
    ]);
  });

  test('is told of seven days and one day before, once each, to whoever chose it and to the person', async () => {
    const office = await aTermOffice();
    await office.invites(TRIAL);
    const linus = await office.linus();

    await office.passesTo('2026-03-27');
    await office.works();

    const soon = 'The trial of Linus Torvald ends after 27 Mar 2026';
    expect((await office.told(office.ada)).filter((text) => text.includes(soon))).toHaveLength(2);
    expect(
      (await office.told(linus)).filter((text) => text.includes('Your trial ends after 27 Mar 2026')),
    ).toHaveLength(2);
  });

  test('ends by itself after its last day as a deactivation by the consent that was given', async () => {
    const office = await aTermOffice();
    await office.invites(TRIAL);

    await office.passesTo('2026-03-27');
    const onLastDay = (await office.linus()).standing;
    await office.passesTo('2026-03-28');

    const linus = await office.linus();
    expect(onLastDay).toBe('active');
    expect(linus.standing).toBe('deactivated');
    expect(await office.seatOf(linus)).toMatchObject({ state: 'deactivated', basis: 'trial' });
    const departures = await office.inAccount((stores) => stores.departures.ofMember(linus.id));
    expect(departures).toMatchObject([
      { state: 'undoable', consent: { by: office.ada.id, sentence: expect.stringContaining('the trial of Linus') } },
    ]);
    expect((await office.termsOf(linus)).map(({ state }) => state)).toEqual(['ended']);
    expect(await syncOnly(office)).toBe('0 of 0');
    expect(await charged(office)).toEqual([]);
  });

  test('is looked after again by a worker that takes over, and neither warns nor ends twice', async () => {
    const office = await aTermOffice();
    await office.invites(TRIAL);
    const linus = await office.linus();
    const [term] = await office.termsOf(linus);
    if (term === undefined) throw new Error('There is no term');
    const again = () => office.carryOutTerm({ accountId: term.accountId, termId: term.id });
    office.clock.advance({ hours: 24 * 13 });

    await Promise.all([again(), again()]);
    await again();
    office.clock.advance({ hours: 24 * 3 });
    await Promise.all([again(), again()]);
    await again();

    const soon = 'The trial of Linus Torvald ends after 27 Mar 2026';
    expect((await office.told(office.ada)).filter((text) => text.includes(soon))).toHaveLength(1);
    expect(await office.inAccount((stores) => stores.departures.ofMember(linus.id))).toHaveLength(1);
  });
});

describe('whoever asks for a trial', () => {
  test('of another length gets it, up to a month', async () => {
    const office = await aTermOffice();

    expect(replyText(await office.types('ada', TRIAL.replace('trial:yes', 'trial:30d')))).toContain('12 Apr 2026');
    expect(await office.says(TRIAL.replace('trial:yes', 'trial:31'))).toContain('at most 30');
    expect(await office.says(TRIAL.replace('trial:yes', 'trial:0'))).toContain('at most 30');
  });

  test.each([
    ['for a Full Access seat', 'type', `${TRIAL} seat-type:full-access`, 'A trial is a Sync Only seat'],
    ['and for a last day as well', 'day', `${TRIAL} until:2026-05-01`, 'Choose either a trial or a last day'],
  ])('%s is refused with the way out', async (_, __, words, said) => {
    const office = await aTermOffice();

    expect(await office.says(words)).toContain(said);
    expect(await office.inAccount(({ seats }) => seats.list())).toEqual([]);
  });

  test('for the sixth person at the same time waits until one ends', async () => {
    const office = await aTermOffice();
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      await office.invites(TRIAL.replace('linus@', `${name}@`).replace('Linus Torvald', `Person ${name}`));

    const refused = await office.says(TRIAL);

    expect(refused).toContain('5 trials are open');
    await office.passesTo('2026-03-29');
    expect(await office.says(TRIAL)).toContain('A trial for Linus Torvald');
  });

  test('where free seats are approved too is told to invite without one', async () => {
    const office = await aTermOffice();
    await office.types('ada', 'policy manual');

    expect(await office.says(TRIAL)).toContain('a trial would go past them');
  });

  test('for somebody who had one is refused; they come back with a purchased seat alone', async () => {
    const office = await aTermOffice({ seats: 1 });
    await office.invites(TRIAL);
    await office.passesTo('2026-03-28');

    const refused = await office.says(TRIAL);
    await office.types('ada', 'reactivate linus@acme.example');
    await office.checksSeats();
    await office.checksSeats();

    expect(refused).toContain('is deactivated. Reactivate them instead');
    expect(await office.seatOf(await office.linus())).toMatchObject({ state: 'active', basis: 'purchased' });
    expect(await syncOnly(office)).toBe('1 of 1');
  });

  test('for somebody whose mailbox was never reached can try again', async () => {
    const office = await aTermOffice({
      look: () => ({ ok: false, error: { kind: 'unauthorised', fault: 'no-such-mailbox', detail: '' } }),
    });
    await office.invites(TRIAL);

    expect(await office.seatOf(await office.linus())).toMatchObject({ state: 'refused' });
    expect(await office.says(TRIAL)).toContain('A trial for Linus Torvald');
  });
});
