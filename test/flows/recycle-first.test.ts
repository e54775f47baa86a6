import { describe, expect, test } from 'vitest';
import type { MailboxFacts, ProviderFailure } from '../../core/mailboxes/mailbox-provider.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice, INVITE, seatStates, syncOnly, type Office } from './office.ts';
import { viewText } from './world.ts';

describe('before a price is shown', () => {
  test('an invitation that was never reached is offered, withdrawn by one agreement, and its seat used for nothing', async () => {
    const office = await withSilentInvitation();
    office.clock.advance({ hours: 24 * 8 });

    await office.types('ada', '/seat invite maria@acme.example Maria Goeppert privacy:subjects');
    await office.checksSeats();
    const price = await office.lastNotice(office.ada, 'ada');
    const form = await office.presses('ada', price.view, 'Withdraw Linus Torvald');
    const done = await office.submits('ada', form, { agreed: true });
    if (done.kind !== 'private') throw new Error(done.kind);
    const used = await office.presses('ada', done.view, 'Use the free seat');

    expect(viewText(price.view)).toContain('1 seat is held and not used.');
    expect(viewText(price.view)).toContain('their mailbox was never reached');
    expect(replyText(used)).toContain('costs EUR 0.00');
    expect(await seatStates(office)).toEqual(['cancelled', 'provisioning']);
    expect(await syncOnly(office)).toBe('1 of 1');
  });

  test('nothing ends without the agreement', async () => {
    const office = await withSilentInvitation();
    office.clock.advance({ hours: 24 * 8 });
    const offered = await office.types('ada', 'buy 1');
    if (offered.kind !== 'private') throw new Error(offered.kind);
    const form = await office.presses('ada', offered.view, 'Withdraw Linus Torvald');

    const again = await office.submits('ada', form, { agreed: false });

    expect(again.kind).toBe('form');
    expect(await seatStates(office)).toEqual(['provisioning']);
  });

  test('buy names what could be freed, and buys anyway when asked to', async () => {
    const office = await withSilentInvitation();
    office.clock.advance({ hours: 24 * 8 });

    const offered = await office.types('ada', 'buy 1');
    if (offered.kind !== 'private') throw new Error(offered.kind);
    const form = await office.presses('ada', offered.view, 'Buy anyway');

    expect(replyText(offered)).toContain('Seats could be freed instead of bought');
    expect(form.kind).toBe('form');
    expect(replyText(form)).toContain('I agree that at most');
  });

  test('an invitation of yesterday is given its time', async () => {
    const office = await withSilentInvitation();
    office.clock.advance({ hours: 24 });

    expect((await office.types('ada', 'buy 1')).kind).toBe('form');
  });

  test('a seat that is not charged before it is reached is not offered: withdrawing it would gain nobody a seat', async () => {
    let look: Look = readable;
    const office = await anOffice({ look: (address) => look(address) });
    await office.types('ada', INVITE);
    await office.checksSeats();
    const price = await office.lastNotice(office.ada, 'ada');
    const form = await office.presses('ada', price.view, /^Review/u);
    await office.submits('ada', form, { agreed: true });
    const card = await office.lastNotice(office.grace, 'grace');
    await office.presses('grace', card.view, /^Approve EUR/u);
    look = missing;
    office.clock.advance({ hours: 24 * 8 });

    expect((await office.types('ada', 'buy 1')).kind).toBe('form');
  });

  test('somebody whose mailbox is gone for a week is named', async () => {
    const office = await anOffice({ seats: 1 });
    await office.types('ada', INVITE);
    await office.checksSeats();
    await office.checksSeats();
    await office.inAccount(async ({ mailboxes }) => {
      const [mailbox = aMailbox({})] = await mailboxes.list();
      const since = office.clock.now();
      await mailboxes.replace(mailbox, {
        ...mailbox,
        health: { kind: 'failing', fault: 'no-such-mailbox', since, checkedAt: since },
        version: mailbox.version + 1,
      });
    });
    office.clock.advance({ hours: 24 * 8 });

    const reply = await office.types('ada', 'buy 1');
    if (reply.kind !== 'private') throw new Error(reply.kind);
    const offered = replyText(reply);
    const card = replyText(await office.presses('ada', reply.view, 'Deactivate Linus Torvald'));

    expect(offered).toContain('Linus Torvald: their mailbox is gone or has no licence since');
    expect(card).toContain('Deactivate');
    expect(card).toContain('Linus Torvald');
  });
});

test('a first purchase is asked for with the minimum of the account’s terms, whatever it is', async () => {
  const office = await anOffice();
  await office.setsTerms({ minimumFirstPurchase: { 'sync-only': 8 } });

  expect(replyText(await office.types('ada', 'buy'))).toContain('The first purchase of Sync Only seats is at least 8');
});

test('a quote that cannot be made says what can be done', async () => {
  const office = await anOffice();

  const refused = replyText(await office.types('ada', 'quote 3 from:2020-01-01'));

  expect(refused).toContain('today is 13 Mar 2026');
  expect(refused).toContain('How this is calculated');
});

test('the preset for executives shows no subjects to colleagues', async () => {
  const office = await anOffice({ seats: 1 });

  await office.types('ada', '/seat invite linus@acme.example Linus Torvald preset:executive');

  const [seat] = await office.inAccount(({ seats }) => seats.list());
  expect(seat).toMatchObject({ seatType: 'sync-only', privacy: 'participants-only' });
});

type Look = (address: string) => Result<MailboxFacts, ProviderFailure>;

/** Linus was given the one seat of the firm, and his mailbox cannot be reached. */
async function withSilentInvitation(): Promise<Office> {
  let look: Look = readable;
  const office = await anOffice({
    seats: 1,
    look: (address) => (address.startsWith('linus') ? look(address) : readable(address)),
  });
  await office.types('ada', INVITE);
  await office.checksSeats();
  look = missing;
  return office;
}

function readable(address: string): Result<MailboxFacts, ProviderFailure> {
  return ok({ primaryAddress: address, aliases: [], access: 'headers', messageCount: undefined });
}

function missing(): Result<MailboxFacts, ProviderFailure> {
  return err({ kind: 'unauthorised', fault: 'no-such-mailbox', detail: 'no such mailbox' });
}
