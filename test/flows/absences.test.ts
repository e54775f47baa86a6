import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice, askedFor, charged, lastCard, theRequest } from './office.ts';
import { viewText } from './world.ts';

/** Grace is away, and Eve, who may approve nothing herself, decides for her. */
async function anOfficeWithADelegate() {
  const office = await anOffice();
  const eve = await office.member('eve', 'Eve Moneypenny');
  return { ...office, eve };
}

const UNTIL = 'delegate eve@acme.example until:2026-03-20';

describe('a delegate', () => {
  test('gets what waits already and what is asked later, and decides on behalf of whoever is away', async () => {
    const office = await anOfficeWithADelegate();
    await askedFor(office);

    const named = await office.types('grace', UNTIL);
    const card = await lastCard(office, 'eve');
    const reply = await office.presses('eve', card, /^Approve EUR/u);

    expect(replyText(named)).toContain('Eve Moneypenny decides for Grace Hopper too');
    expect(replyText(reply)).toContain('is approved');
    expect((await theRequest(office)).approvals).toMatchObject([
      { by: office.eve.id, onBehalfOf: office.grace.id, step: 0 },
    ]);
    expect(await charged(office)).toHaveLength(2);
    expect(viewText((await office.lastNotice(office.barbara, 'barbara')).view)).toContain(
      'Approved by Eve Moneypenny on behalf of Grace Hopper',
    );
    const records = await office.inAccount(({ audit }) => audit.from(1, 1000));
    expect(records.find(({ kind }) => kind === 'request.approved')).toMatchObject({
      actor: { kind: 'member', memberId: office.eve.id },
      facts: { onBehalfOf: office.grace.id },
    });
  });

  test('finds what waits for them by typing, and rejects on behalf too', async () => {
    const office = await anOfficeWithADelegate();
    await office.types('grace', UNTIL);
    await askedFor(office);

    const card = await office.types('eve', 'approve 1');
    if (card.kind !== 'private') throw new Error(card.kind);
    const form = await office.presses('eve', card.view, 'Reject');
    const rejected = await office.submits('eve', form, { reason: 'Not in this quarter' });

    expect(replyText(rejected)).toContain('is rejected');
    expect(await theRequest(office)).toMatchObject({ by: office.eve.id, onBehalfOf: office.grace.id });
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('on behalf of Grace Hopper');
  });

  test('counts once, and so does whoever they stand for', async () => {
    const office = await anOfficeWithADelegate();
    await office.types('ada', 'policy rule 2 of approvers');
    await office.types('grace', UNTIL);
    await askedFor(office);

    const first = await office.types('eve', 'approve 1');
    if (first.kind !== 'private') throw new Error(first.kind);
    const agreed = await office.presses('eve', first.view, /^Approve EUR/u);
    const twice = await office.types('eve', 'approve 1');
    const herself = await office.types('grace', 'approve 1');

    expect(replyText(agreed)).toContain('has your approval');
    expect(replyText(twice)).toContain('approved this already');
    expect(replyText(herself)).toContain('approved this already');
    expect(await charged(office)).toEqual([]);
  });

  test('of somebody who asked for it themselves decides nothing, and neither does the requester as a delegate', async () => {
    const office = await anOffice();
    await office.types('grace', 'delegate ada@acme.example until:2026-03-20');
    const { card } = await askedFor(office);

    const own = await office.presses('ada', card, /^Approve EUR/u);

    expect(replyText(own)).toContain('nobody approves their own request');
    const { id } = await theRequest(office);
    const cards = await office.inAccount(({ notices }) => notices.ofSubject(`request:${id}`));
    expect(cards.map(({ key }) => key).toSorted()).toEqual([
      `request:${id}:chat:acme:barbara`,
      `request:${id}:chat:acme:grace`,
    ]);
  });

  test('decides nothing once the absence is over or was ended', async () => {
    const office = await anOfficeWithADelegate();
    await office.types('grace', UNTIL);
    await askedFor(office);
    const card = await lastCard(office, 'eve');

    const ended = await office.types('grace', 'delegate end');
    const refused = await office.presses('eve', card, /^Approve EUR/u);

    expect(replyText(ended)).toContain('Nobody decides for Grace Hopper any more');
    expect(replyText(refused)).toContain('You are not an approver of this request');
    await office.types('grace', UNTIL);
    office.clock.advance({ hours: 24 * 9 });
    expect(replyText(await office.presses('eve', card, /^Approve EUR/u))).toContain('not an approver');
  });

  test('does not pass it on, and decides for nobody who may not decide any more', async () => {
    const office = await anOfficeWithADelegate();
    await office.types('grace', UNTIL);
    await askedFor(office);
    const card = await lastCard(office, 'eve');
    const chained = await office.types('barbara', 'delegate grace@acme.example until:2026-03-20');
    await office.types('ada', 'approvers remove grace@acme.example');

    const refused = await office.presses('eve', card, /^Approve EUR/u);

    expect(replyText(chained)).toContain('Grace Hopper is away too');
    expect(replyText(refused)).toContain('not an approver');
    expect(await theRequest(office)).toMatchObject({ state: 'pending' });
  });

  test('is named only for a time to come, by whoever has something to decide, and never for oneself', async () => {
    const office = await anOfficeWithADelegate();

    const texts = [
      await office.types('grace', 'delegate grace@acme.example until:2026-03-20'),
      await office.types('grace', 'delegate eve@acme.example until:2026-03-01'),
      await office.types('grace', 'delegate eve@acme.example until:2027-03-01'),
      await office.types('grace', 'delegate eve@acme.example until:someday'),
      await office.types('eve', 'delegate grace@acme.example until:2026-03-20'),
      await office.types('ada', 'delegate ada@acme.example until:2026-03-20 for:grace@acme.example'),
    ].map(replyText);

    expect(texts[0]).toContain('Nobody is their own delegate');
    expect(texts[1]).toContain('that day is over');
    expect(texts[2]).toContain('at most 90 days');
    expect(texts[3]).toContain('Not a date of the calendar');
    expect(texts[4]).toContain('You may not run');
    expect(texts[5]).toContain('You cannot make yourself the delegate of Grace Hopper');
  });

  test('is named by an administrator for somebody who left without doing so', async () => {
    const office = await anOfficeWithADelegate();

    const named = await office.types('ada', 'delegate eve@acme.example until:2026-03-20 for:grace@acme.example');
    const forOthers = await office.types(
      'barbara',
      'delegate eve@acme.example until:2026-03-20 for:grace@acme.example',
    );

    expect(replyText(named)).toContain('Eve Moneypenny decides for Grace Hopper too');
    expect(replyText(forOthers)).toContain('You may do it for yourself only');
    const records = await office.inAccount(({ audit }) => audit.from(1, 1000));
    expect(records.filter(({ kind }) => kind === 'delegation.set')).toMatchObject([
      { actor: { memberId: office.ada.id }, subject: { id: office.grace.id }, facts: { delegate: office.eve.id } },
    ]);
  });

  test('whom the requester named for somebody else decides nothing on what the requester asks for', async () => {
    const office = await anOfficeWithADelegate();
    await office.types('ada', 'delegate eve@acme.example until:2026-03-20 for:grace@acme.example');
    const { card } = await askedFor(office);

    const refused = await office.presses('eve', card, /^Approve EUR/u);
    const typed = await office.types('eve', 'approve 1');

    expect(replyText(refused)).toContain('You are not an approver of this request');
    expect(replyText(typed)).toContain('There is no request 1');
    expect(await theRequest(office)).toMatchObject({ state: 'pending', approvals: [] });
    expect(await charged(office)).toEqual([]);
    const { id } = await theRequest(office);
    const cards = await office.inAccount(({ notices }) => notices.ofSubject(`request:${id}`));
    expect(cards.filter(({ key }) => key.endsWith(':eve'))).toEqual([]);
  });

  test('whom an administrator named for somebody else decides on what others ask for, and all concerned learn of it', async () => {
    const office = await anOfficeWithADelegate();
    const joan = await office.member('joan', 'Joan Clarke', { role: 'admin' });
    await office.types('joan', 'delegate eve@acme.example until:2026-03-20 for:grace@acme.example');
    const toGrace = await office.lastNotice(office.grace, 'grace');
    const toAda = await office.lastNotice(office.ada, 'ada');
    await askedFor(office);

    const reply = await office.presses('eve', await lastCard(office, 'eve'), /^Approve EUR/u);

    for (const { view } of [toGrace, toAda]) {
      expect(viewText(view)).toContain('Eve Moneypenny decides for Grace Hopper too');
      expect(viewText(view)).toMatch(/Named by: +Joan Clarke/u);
    }
    expect(replyText(reply)).toContain('is approved');
    expect((await office.inAccount(({ delegations }) => delegations.of(office.grace.id)))?.setBy).toBe(joan.id);
  });
});
