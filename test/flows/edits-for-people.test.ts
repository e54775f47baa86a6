import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { lookedAt, progressOf } from './list-office.ts';
import { anOffice, askedFor, charged, lastCard, seatStates, syncOnly, theRequest, type Office } from './office.ts';
import { viewText } from './world.ts';

/** The requester looks at what became of their request, and agrees. */
async function agrees(office: Office) {
  const asked = await office.lastNotice(office.ada, 'ada');
  const review = await office.presses('ada', asked.view, /^Review/u);
  await office.submits('ada', review, { agreed: true });
  return { asked: viewText(asked.view), review: replyText(review) };
}

async function fullAccess({ inAccount }: Office): Promise<string> {
  const all = await inAccount(({ entitlements }) => entitlements.list());
  const { used = 0, purchased = 0 } = all.find(({ seatType }) => seatType === 'full-access') ?? {};
  return `${used} of ${purchased}`;
}

async function freeFullAccess({ inAccount }: Office): Promise<void> {
  await inAccount(async ({ entitlements }) => {
    const before = await entitlements.lock('full-access');
    await entitlements.replace(before, { ...before, purchased: 1, version: before.version + 1 });
  });
}

describe('an approver of an invitation', () => {
  test('chooses another seat type: the old card is dead, the requester agrees first, and that seat is given', async () => {
    const office = await anOffice({ seats: 0 });
    const { card } = await askedFor(office);

    const form = await office.presses('grace', card, 'Change');
    const changed = await office.submits('grace', form, { seatType: 'full-access' });
    const stale = await office.presses('barbara', card, /^Approve EUR/u);
    const { asked } = await agrees(office);
    const approved = await office.presses('grace', await lastCard(office, 'grace'), /^Approve EUR/u);

    expect(replyText(changed)).toContain('Request 1 asks for a Full Access seat for Linus Torvald now');
    expect(replyText(stale)).toContain('older than the request');
    expect(asked).toContain('Grace Hopper changed the seat type from Sync Only to Full Access.');
    expect(replyText(approved)).toContain('is approved');
    expect([await syncOnly(office), await fullAccess(office)]).toEqual(['0 of 0', '1 of 1']);
    expect(await office.inAccount(({ seats }) => seats.list())).toMatchObject([
      { state: 'provisioning', seatType: 'full-access' },
    ]);
    expect(await charged(office)).toEqual(['waiting 1']);
  });

  test('chooses one of which a seat is free: it is used, and nothing is bought', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    await freeFullAccess(office);

    await office.submits('grace', await office.presses('grace', card, 'Change'), { seatType: 'full-access' });
    const { review } = await agrees(office);
    await office.presses('grace', await lastCard(office, 'grace'), /^Approve EUR 0\.00/u);

    expect(review).toContain('A free seat is used, so nothing is bought.');
    expect([await syncOnly(office), await fullAccess(office)]).toEqual(['0 of 0', '1 of 1']);
    expect(await charged(office)).toEqual([]);
  });

  test('changes nothing by what the requester does not agree to', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    await office.submits('grace', await office.presses('grace', card, 'Change'), { seatType: 'full-access' });

    const early = await office.types('grace', 'approve 1');
    const asked = await office.lastNotice(office.ada, 'ada');
    await office.types('ada', 'requests');
    const request = await theRequest(office);

    expect(replyText(early)).not.toContain('is approved');
    expect(viewText(asked.view)).toContain('Request 1 needs your agreement again');
    expect(request).toMatchObject({ state: 'awaiting-requester', approvals: [], version: 2 });
    expect(await charged(office)).toEqual([]);
  });

  test('chooses a team of the account, and the rule for that team applies', async () => {
    const office = await anOffice();
    await office.inAccount(async ({ accounts, teams }) => {
      const account = await accounts.get();
      await accounts.replace(account, { ...account, tier: 'enterprise', version: account.version + 1 });
      await teams.add({ id: office.deps.ids.next('team'), accountId: account.id, name: 'Deal Desk' });
    });
    const eva = await office.member('eva', 'Eva Enders', { role: 'enterprise-admin' });
    await office.types('eva', 'policy rule team:"Deal Desk" 2 of approvers');
    await office.types('eva', '/seat invite linus@acme.example Linus Torvald privacy:subjects');
    await office.checksSeats();
    const price = await office.lastNotice(eva, 'eva');
    await office.submits('eva', await office.presses('eva', price.view, /^Review/u), { agreed: true });

    await office.types('grace', 'edit 1 team:"deal desk"');

    expect(viewText((await office.lastNotice(eva, 'eva')).view)).toContain('the team from none to Deal Desk');
    expect(await theRequest(office)).toMatchObject({ policy: { steps: [{ needed: 2 }] } });
    expect(await office.inAccount(({ seats }) => seats.list())).toMatchObject([
      { state: 'awaiting-approval', team: 'Deal Desk' },
    ]);
  });

  test('is told what cannot be changed, with the way out', async () => {
    const office = await anOffice();
    await askedFor(office);

    const texts = [
      await office.types('grace', 'edit 1 3'),
      await office.types('grace', 'edit 1 seat-type:sync'),
      await office.types('grace', 'edit 1 team:Sales'),
      await office.types('grace', 'edit 1 without:linus@acme.example'),
    ].map(replyText);

    expect(texts[0]).toContain('It is for people by name');
    expect(texts[1]).toContain('It asks for exactly that already');
    expect(texts[2]).toContain('There is no team Sales');
    expect(texts[3]).toContain('Reject it with the reason');
    expect(await theRequest(office)).toMatchObject({ state: 'pending', version: 1 });
  });
});

/** Three people whose mailboxes can be read, in one request. */
async function aListThatWaits() {
  const office = await anOffice();
  await lookedAt(office);
  const price = await office.lastNotice(office.ada, 'ada');
  await office.submits('ada', await office.presses('ada', price.view, /^Review/u), { agreed: true });
  return { ...office, card: await lastCard(office, 'grace') };
}

describe('an approver of a list', () => {
  test('leaves somebody out with a reason: they are declined, and the others cost what they cost', async () => {
    const office = await aListThatWaits();

    const form = await office.presses('grace', office.card, 'Change');
    const without = 'Mary@acme.example';
    const unexplained = await office.submits('grace', form, { seatType: 'sync-only', without });
    const changed = await office.submits('grace', form, { seatType: 'sync-only', without, reason: 'She has a seat.' });
    const { asked } = await agrees(office);
    await office.presses('grace', await lastCard(office, 'grace'), /^Approve EUR/u);
    await office.worksOnLists();

    expect(unexplained).toMatchObject({ kind: 'fields', errors: { reason: expect.stringContaining('Say why') } });
    expect(replyText(changed)).toContain('Sync Only seats for 2 people now');
    expect(asked).toContain('Grace Hopper left out 1 person. Reason: She has a seat.');
    expect(asked).toContain('Mary Jackson mary@acme.example gets no seat');
    expect((await seatStates(office)).toSorted()).toEqual(['declined', 'provisioning', 'provisioning']);
    expect(await syncOnly(office)).toBe('2 of 5');
    expect(await progressOf(office)).toMatch(/Mary Jackson.*declined/u);
  });

  test('chooses another seat type for all of it', async () => {
    const office = await aListThatWaits();

    await office.submits('grace', await office.presses('grace', office.card, 'Change'), { seatType: 'full-access' });
    await agrees(office);
    await office.presses('grace', await lastCard(office, 'grace'), /^Approve EUR/u);

    expect([await syncOnly(office), await fullAccess(office)]).toEqual(['0 of 0', '3 of 3']);
    expect(await office.inAccount(({ seats }) => seats.list())).toMatchObject(
      Array.from({ length: 3 }, () => ({ state: 'provisioning', seatType: 'full-access' })),
    );
  });

  test('cannot leave out everybody, or somebody who is not in it', async () => {
    const office = await aListThatWaits();
    const all = 'without:linus@acme.example,mary@acme.example,dorothy@acme.example reason:no';

    const texts = [
      await office.types('grace', `edit 1 ${all}-budget`),
      await office.types('grace', 'edit 1 without:eve@acme.example reason:budget'),
      await office.types('grace', 'edit 1 without:mary reason:budget'),
    ].map(replyText);

    expect(texts[0]).toContain('Nobody would be left');
    expect(texts[1]).toContain('eve@acme.example is not among the people');
    expect(texts[2]).toContain('mary is no e-mail address');
    expect(await seatStates(office)).toEqual(['awaiting-approval', 'awaiting-approval', 'awaiting-approval']);
  });

  test('at once with somebody who approves: one of them is first, and nobody is both declined and charged', async () => {
    const office = await aListThatWaits();

    await Promise.all([
      office.presses('grace', office.card, /^Approve EUR/u),
      office.types('barbara', 'edit 1 without:mary@acme.example reason:budget'),
    ]);

    const { state } = await theRequest(office);
    expect([(await seatStates(office)).toSorted(), (await charged(office)).length > 0]).toEqual(
      state === 'approved'
        ? [['provisioning', 'provisioning', 'provisioning'], true]
        : [['awaiting-approval', 'awaiting-approval', 'declined'], false],
    );
  });
});
