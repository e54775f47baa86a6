import { describe, expect, test } from 'vitest';
import { aStep } from '../builders/approvals.ts';
import { anOffice, askedFor, charged, INVITE, putUnder, seatStates, syncOnly, theRequest } from './office.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { viewText } from './world.ts';

describe('two people at one card', () => {
  test('who approve at once make one decision and one set of charges, and the other is told who was first', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    const other = await office.lastNotice(office.barbara, 'barbara');

    const replies = await Promise.all([
      office.presses('grace', card, /^Approve EUR/u),
      office.presses('barbara', other.view, /^Approve EUR/u),
    ]);

    const texts = replies.map(replyText);
    expect(texts.filter((text) => text.includes('is approved'))).toHaveLength(1);
    expect(texts.filter((text) => /approved already by (Grace Hopper|Barbara Liskov)/u.test(text))).toHaveLength(1);
    expect(await charged(office)).toEqual(['accrued 4 EUR 120.13', 'waiting 1']);
    expect(await syncOnly(office)).toBe('1 of 5');
  });

  test('of whom one approves and one rejects at once get one outcome', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    const form = await office.presses('barbara', (await office.lastNotice(office.barbara, 'barbara')).view, 'Reject');

    const [approved, rejected] = await Promise.all([
      office.presses('grace', card, /^Approve EUR/u),
      office.submits('barbara', form, { reason: 'Too dear' }),
    ]);

    const { state } = await theRequest(office);
    expect([
      replyText(approved).includes('is approved'),
      replyText(rejected).includes('is rejected'),
      (await charged(office)).length,
      await seatStates(office),
    ]).toEqual(state === 'approved' ? [true, false, 2, ['provisioning']] : [false, true, 0, ['declined']]);
  });

  test('of whom the requester cancels while the approver approves get one outcome', async () => {
    const office = await anOffice();
    const { card, sent } = await askedFor(office);
    if (sent.kind !== 'private') throw new Error(sent.kind);

    const [approved, cancelled] = await Promise.all([
      office.presses('grace', card, /^Approve EUR/u),
      office.presses('ada', sent.view, 'Cancel this request'),
    ]);

    const { state } = await theRequest(office);
    expect([
      replyText(approved).includes('is approved'),
      replyText(cancelled).includes('is cancelled'),
      (await charged(office)).length,
      await seatStates(office),
      await syncOnly(office),
    ]).toEqual(
      state === 'approved' ? [true, false, 2, ['provisioning'], '1 of 5'] : [false, true, 0, ['cancelled'], '0 of 0'],
    );
  });

  test('at the deadline decide nothing, whether the request has expired by then or not', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    const request = await theRequest(office);
    if (request.state !== 'pending') throw new Error(request.state);
    office.clock.advance(office.clock.now().until(request.deadline));

    const [reply] = await Promise.all([office.presses('grace', card, /^Approve EUR/u), office.expires(request.id)]);

    expect(replyText(reply)).toMatch(/could be decided until|Nobody decided in time/u);
    expect(await theRequest(office)).toMatchObject({ state: 'expired' });
    expect(await charged(office)).toEqual([]);
    expect(await seatStates(office)).toEqual(['expired']);
  });

  test('just before the deadline decide, and the request does not expire', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    const request = await theRequest(office);
    if (request.state !== 'pending') throw new Error(request.state);
    office.clock.advance(office.clock.now().until(request.deadline.subtract({ seconds: 1 })));

    const [, outcome] = await Promise.all([office.presses('grace', card, /^Approve EUR/u), office.expires(request.id)]);

    expect(outcome.kind).not.toBe('parked');
    expect(await theRequest(office)).toMatchObject({ state: 'approved' });
  });
});

describe('a frozen policy', () => {
  test('of two out of three charges after the second approval, never after the first', async () => {
    const office = await anOffice();
    const eve = await office.member('eve', 'Eve Moneypenny', { grants: ['approver'] });
    const { card } = await askedFor(office);
    await putUnder(office, [aStep({ needed: 2, approvers: [office.grace.id, office.barbara.id, eve.id] })]);

    const first = await office.presses('grace', card, /^Approve EUR/u);
    const afterFirst = await charged(office);
    const stale = await office.presses('barbara', card, /^Approve EUR/u);
    const fresh = await office.types('barbara', 'approve 1');
    if (fresh.kind !== 'private') throw new Error(fresh.kind);
    const again = await office.types('grace', 'approve 1');
    const second = await office.presses('barbara', fresh.view, /^Approve EUR/u);

    expect(replyText(first)).toContain('has your approval');
    expect(afterFirst).toEqual([]);
    expect(replyText(stale)).toContain('older than the request');
    expect(replyText(again)).toContain('You have approved this already');
    expect(replyText(second)).toContain('is approved');
    expect(await charged(office)).toHaveLength(2);
  });

  test('with steps in order refuses the second before the first', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    await putUnder(office, [
      aStep({ needed: 1, approvers: [office.grace.id] }),
      aStep({ needed: 1, approvers: [office.barbara.id] }),
    ]);

    const early = await office.presses('barbara', card, /^Approve EUR/u);
    await office.presses('grace', card, /^Approve EUR/u);
    const fresh = await office.types('barbara', 'approve 1');
    if (fresh.kind !== 'private') throw new Error(fresh.kind);
    const last = await office.presses('barbara', fresh.view, /^Approve EUR/u);

    expect(replyText(early)).toContain('not your turn yet');
    expect(replyText(last)).toContain('is approved');
  });
});

describe('who decides', () => {
  test('is read at the click: whoever lost the grant decides nothing', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    await office.inAccount(({ members }) => members.replace(office.grace, { ...office.grace, grants: [], version: 2 }));

    const approved = await office.presses('grace', card, /^Approve EUR/u);
    const form = await office.presses('grace', card, 'Reject');
    const rejected = form.kind === 'form' ? await office.submits('grace', form, { reason: 'No more' }) : form;

    expect(replyText(approved)).toContain('You were an approver when this was asked');
    expect(replyText(rejected)).toContain('You were an approver when this was asked');
    expect(await theRequest(office)).toMatchObject({ state: 'pending' });
  });

  test('is told what is rejected, in a whole sentence, before a reason is asked for', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);

    const form = await office.presses('grace', card, 'Reject');

    expect(replyText(form)).toContain(
      '\nIt is about a Sync Only seat for Linus Torvald. The requester sees your reason.',
    );
  });

  test('are the administrators where nobody else is an approver', async () => {
    const office = await anOffice();
    for (const one of [office.grace, office.barbara])
      await office.inAccount(({ members }) => members.replace(one, { ...one, grants: [], version: 2 }));
    const joan = await office.member('joan', 'Joan Clarke', { role: 'admin' });

    await office.types('ada', INVITE);
    await office.checksSeats();
    const form = await office.presses('ada', (await office.lastNotice(office.ada, 'ada')).view, /^Review/u);
    const sent = await office.submits('ada', form, { agreed: true });
    const card = await office.lastNotice(joan, 'joan');
    const reply = await office.presses('joan', card.view, /^Approve EUR/u);

    expect(replyText(sent)).toContain('Joan Clarke');
    expect(viewText(card.view)).toContain('no other approver is set');
    expect(replyText(reply)).toContain('is approved');
  });

  test('is nobody where the requester is alone: the request stops, and says so', async () => {
    const office = await anOffice();
    for (const one of [office.grace, office.barbara])
      await office.inAccount(({ members }) => members.replace(one, { ...one, grants: [], version: 2 }));

    await office.types('ada', INVITE);
    await office.checksSeats();
    const price = await office.lastNotice(office.ada, 'ada');
    const form = await office.presses('ada', price.view, /^Review/u);
    const stopped = await office.submits('ada', form, { agreed: true });
    const cancelled = await office.presses('ada', price.view, 'Cancel the invitation');

    expect(replyText(stopped)).toContain('Nobody else can approve this');
    expect(replyText(cancelled)).toContain('is cancelled');
    expect(await office.inAccount(({ requests }) => requests.list())).toEqual([]);
    expect(await seatStates(office)).toEqual(['cancelled']);
  });

  test('is nobody’s business who only guesses its number', async () => {
    const office = await anOffice();
    await askedFor(office);
    await office.member('eve', 'Eve Moneypenny');

    const replies = [
      await office.types('eve', 'approve 1'),
      await office.types('eve', 'reject 1 because I can'),
      await office.types('eve', 'requests all'),
    ];

    expect(replies.map(replyText).join('\n')).not.toContain('Linus');
    expect(replyText(replies[0] ?? { kind: 'fields', errors: {} })).toContain('There is no request 1');
  });
});
