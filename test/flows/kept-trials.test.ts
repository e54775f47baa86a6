import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { viewOf } from './leaving-office.ts';
import { charged, lastCard, syncOnly, theRequest } from './office.ts';
import { aTermOffice, TRIAL, type TermOffice } from './term-office.ts';

/** Up to the card in the approvers’ hands. */
async function askedToKeep(office: TermOffice) {
  await office.invites(TRIAL);
  return await asksToKeep(office);
}

async function asksToKeep(office: TermOffice) {
  const form = await office.types('ada', 'renew linus@acme.example');
  const sent = await office.submits('ada', form, { agreed: true });
  return { form, sent, card: await lastCard(office, 'grace') };
}

async function approves(office: TermOffice) {
  return await office.presses('grace', await lastCard(office, 'grace'), /^Approve/u);
}

describe('a trial that somebody wants to keep', () => {
  test('shows its price, which is acknowledged and approved like that of an invitation', async () => {
    const office = await aTermOffice();

    const { form, sent, card } = await askedToKeep(office);

    expect(replyText(form)).toContain('Keep the seat of Linus Torvald');
    expect(replyText(form)).toContain('I agree that at most EUR');
    expect(replyText(sent)).toContain('a purchased Sync Only seat for Linus Torvald, who has a trial');
    expect(card.title).toContain('a purchased Sync Only seat for Linus Torvald');
    expect(await charged(office)).toEqual([]);
    expect(await syncOnly(office)).toBe('0 of 0');
  });

  test('is charged from the first look at the mailbox after the approval, and has no end any more', async () => {
    const office = await aTermOffice();
    await askedToKeep(office);
    await approves(office);
    const approved = { charged: await charged(office), used: await syncOnly(office) };

    await office.checksSeats();
    await office.passesTo('2026-03-29');

    const linus = await office.linus();
    expect(approved.charged).toContain('waiting 1');
    expect(approved.used).toBe('1 of 5');
    expect((await charged(office)).filter((line) => line.startsWith('accrued 1'))).toHaveLength(1);
    expect(linus.standing).toBe('active');
    expect(await office.seatOf(linus)).toMatchObject({ state: 'active', basis: 'purchased' });
    expect((await office.termsOf(linus)).map(({ state }) => state)).toEqual(['lifted']);
    expect(await office.inAccount(({ mailboxes }) => mailboxes.ofMember(linus.id))).toHaveLength(1);
    expect((await office.told(office.ada)).at(-1)).toContain('Their trial is over, and their mailbox is read on');
  });

  test('takes a free seat at once where there is one', async () => {
    const office = await aTermOffice({ seats: 1 });
    await office.invites(TRIAL);

    const kept = await office.says('renew linus@acme.example');
    await office.checksSeats();

    expect(kept).toContain('Linus Torvald keeps the seat');
    expect(await syncOnly(office)).toBe('1 of 1');
    expect(await charged(office)).toEqual([]);
    expect(await office.seatOf(await office.linus())).toMatchObject({ state: 'active', basis: 'purchased' });
  });

  test('is asked for once, however often the form is sent', async () => {
    const office = await aTermOffice();
    await office.invites(TRIAL);
    const form = await office.types('ada', 'renew linus@acme.example');

    const answers = await Promise.all([
      office.submits('ada', form, { agreed: true }),
      office.submits('ada', form, { agreed: true }),
    ]);
    const again = await office.says('renew linus@acme.example');

    expect(answers.map(replyText).every((text) => text.includes('Request 1 was sent'))).toBe(true);
    expect(again).toContain('Request 1 was sent');
    expect(await office.inAccount(({ requests }) => requests.list())).toHaveLength(1);
  });

  test('and that nobody decides on in time ends all the same, with its request', async () => {
    const office = await aTermOffice();
    const { card } = await askedToKeep(office);

    await office.passesTo('2026-03-28');
    const late = await office.presses('grace', card, /^Approve/u);

    expect((await office.linus()).standing).toBe('deactivated');
    expect((await theRequest(office)).state).toBe('expired');
    expect(replyText(late)).toContain('Nobody decided in time');
    expect(await charged(office)).toEqual([]);
    expect(await syncOnly(office)).toBe('0 of 0');
  });

  test('and whose mailbox was never reached ends with its request, too', async () => {
    const office = await aTermOffice();
    const form = await office.types('ada', TRIAL);
    await office.submits('ada', form, { agreed: true });
    await office.checksSeats();
    const { card } = await asksToKeep(office);

    await office.passesTo('2026-03-28');
    const late = await office.presses('grace', card, /^Approve/u);

    expect(await office.seatOf(await office.linus())).toMatchObject({ state: 'expired' });
    expect((await theRequest(office)).state).toBe('expired');
    expect(replyText(late)).toContain('Nobody decided in time');
    expect(await charged(office)).toEqual([]);
  });

  test('and that is rejected stays a trial to its end', async () => {
    const office = await aTermOffice();
    const { card } = await askedToKeep(office);
    const form = await office.presses('grace', card, 'Reject');

    await office.submits('grace', form, { reason: 'Not this year' });

    expect(await office.seatOf(await office.linus())).toMatchObject({ state: 'active', basis: 'trial' });
    expect((await office.termsOf(await office.linus())).map(({ state }) => state)).toEqual(['running']);
  });

  test('that was bought in the last hour is not ended while its mailbox is looked at', async () => {
    const reachable = { yes: true };
    const office = await aTermOffice({
      look: (address) =>
        reachable.yes
          ? { ok: true, value: { primaryAddress: address, aliases: [], access: 'headers', messageCount: undefined } }
          : { ok: false, error: { kind: 'unauthorised', fault: 'no-such-mailbox', detail: '' } },
    });
    await office.invites(TRIAL);
    await office.passesTo('2026-03-26');
    await asksToKeep(office);
    await office.passesTo('2026-03-27');
    reachable.yes = false;
    await approves(office);
    await office.checksSeats();

    await office.passesTo('2026-03-30');
    const waiting = (await office.linus()).standing;
    reachable.yes = true;
    await office.checksSeats();
    await office.passesTo('2026-04-02');

    expect(waiting).toBe('active');
    expect((await office.linus()).standing).toBe('active');
    expect((await charged(office)).filter((line) => line.startsWith('accrued 1'))).toHaveLength(1);
  });

  test('that was bought and whose mailbox is never reached again is not charged, and ends', async () => {
    const reachable = { yes: true };
    const office = await aTermOffice({
      look: (address) =>
        reachable.yes
          ? { ok: true, value: { primaryAddress: address, aliases: [], access: 'headers', messageCount: undefined } }
          : { ok: false, error: { kind: 'unauthorised', fault: 'no-such-mailbox', detail: '' } },
    });
    await askedToKeep(office);
    reachable.yes = false;
    await approves(office);
    const seat = await office.seatOf(await office.linus());
    if (seat === undefined) throw new Error('Linus has no seat');
    office.clock.advance({ hours: 24 * 31 });

    await office.voids(seat.id);
    await office.works();

    expect((await office.linus()).standing).toBe('deactivated');
    expect((await charged(office)).filter((line) => line.endsWith(' 1') || line.includes(' 1 '))).toEqual(['voided 1']);
    expect(await syncOnly(office)).toBe('0 of 4');
  });

  test('cannot be made longer, or another kind of seat, without being bought', async () => {
    const office = await aTermOffice();
    await office.invites(TRIAL);

    expect(await office.says('expire linus@acme.example 2026-05-31')).toContain('whose end stays as it was agreed to');
    expect(
      await office.says('convert linus@acme.example first-name:Linus last-name:Torvald address:linus@acme.example'),
    ).toContain('They have a trial, which holds no purchased seat');
  });

  test('somebody who is deactivated takes their request with them', async () => {
    const office = await aTermOffice();
    const { card } = await askedToKeep(office);
    const leaving = await office.types('ada', 'deactivate linus@acme.example');
    const form = await office.presses('ada', viewOf(leaving), 'Deactivate Linus Torvald');

    await office.submits('ada', form, { agreed: true });
    const late = await office.presses('grace', card, /^Approve/u);

    expect((await theRequest(office)).state).toBe('expired');
    expect(replyText(late)).toContain('Nobody decided in time');
    expect(await charged(office)).toEqual([]);
  });
});
