import { describe, expect, test } from 'vitest';
import { createRemindApprovers } from '../../core/approvals/remind-approvers.ts';
import { createIds } from '../../core/ids.ts';
import { ACME } from '../builders/ids.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { seededEntropy } from '../core/secrets/seeded-entropy.ts';
import { anOffice, askedFor, charged, lastCard, seatStates, theRequest, type Office } from './office.ts';
import { viewText } from './world.ts';

async function anOfficeWithAnAdmin() {
  const office = await anOffice();
  const joan = await office.member('joan', 'Joan Clarke', { role: 'admin' });
  return { ...office, joan };
}

async function timeRunsOut(office: Office) {
  const request = await theRequest(office);
  if (request.state !== 'pending') throw new Error(request.state);
  office.clock.advance(office.clock.now().until(request.deadline));
  return await office.expires(request.id);
}

async function remind(office: Office) {
  const { id } = await theRequest(office);
  const ids = createIds(office.clock, seededEntropy('reminders'));
  const due = { accountId: ACME, requestId: id };
  return await createRemindApprovers({ clock: office.clock, ids, transaction: office.database.transaction })(due);
}

async function reminders(office: Office): Promise<number> {
  const all = await office.inAccount(({ notices }) => notices.list(['pending', 'delivered']));
  return all.filter(({ key }) => key.startsWith('request-reminder:')).length;
}

describe('a step whose time is over', () => {
  test('is put to the administrators too, once: both may decide then, and everybody sees it', async () => {
    const office = await anOfficeWithAnAdmin();
    await askedFor(office);

    const outcome = await timeRunsOut(office);
    const request = await theRequest(office);
    const card = await lastCard(office, 'joan');
    const graces = await lastCard(office, 'grace');
    const reply = await office.presses('joan', card, /^Approve EUR/u);

    expect(outcome).toMatchObject({ kind: 'again', reason: 'put to the administrators' });
    expect(request).toMatchObject({ state: 'pending', policy: { steps: [{ standIns: [office.joan.id] }] } });
    expect(viewText(card)).toContain('the administrators were asked too, because the time ran out');
    expect(viewText(graces)).toContain('the administrators were asked too');
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('was approved');
    expect(replyText(reply)).toContain('is approved');
    expect(await charged(office)).toHaveLength(2);
  });

  test('still needs as many approvals as before', async () => {
    const office = await anOfficeWithAnAdmin();
    await office.types('ada', 'policy rule 2 of approvers');
    await askedFor(office);
    await timeRunsOut(office);

    const card = await lastCard(office, 'joan');
    const reply = await office.presses('joan', card, /^Approve EUR/u);

    expect(replyText(reply)).toContain('Others must approve too');
    expect(await charged(office)).toEqual([]);
  });

  test('expires the second time: the seat is let go, and every card says so without a button', async () => {
    const office = await anOfficeWithAnAdmin();
    await askedFor(office);
    await timeRunsOut(office);

    const outcome = await timeRunsOut(office);

    expect(outcome).toEqual({ kind: 'done' });
    expect(await theRequest(office)).toMatchObject({ state: 'expired' });
    expect(await seatStates(office)).toEqual(['expired']);
    for (const [who, user] of [
      [office.grace, 'grace'],
      [office.joan, 'joan'],
    ] as const) {
      const { view } = await office.lastNotice(who, user);
      expect(viewText(view)).toContain('was not decided in time');
      expect(view.actions).toEqual([]);
    }
  });

  test('expires at once where nobody is left to ask, or where the policy does not want it', async () => {
    const alone = await anOffice();
    await askedFor(alone);
    const unwanted = await anOfficeWithAnAdmin();
    await unwanted.types('joan', 'policy escalate:no hours:48');
    await askedFor(unwanted);
    const { policy } = await theRequest(unwanted);

    await timeRunsOut(alone);
    await timeRunsOut(unwanted);

    expect(policy).toMatchObject({ hours: 48, escalates: false });
    expect(await theRequest(alone)).toMatchObject({ state: 'expired' });
    expect(await theRequest(unwanted)).toMatchObject({ state: 'expired' });
  });
});

describe('the next step', () => {
  test('gets its card and the whole time only when it is its turn', async () => {
    const office = await anOfficeWithAnAdmin();
    await office.types('joan', 'policy rule approvers then admins');
    const { card } = await askedFor(office);
    const toldBefore = await office.lastNotice(office.joan, 'joan');
    office.clock.advance({ hours: 100 });

    await office.presses('grace', card, /^Approve EUR/u);
    const request = await theRequest(office);
    const told = await office.lastNotice(office.joan, 'joan');

    expect(toldBefore.subject).toContain('policy:');
    expect(viewText(told.view)).toContain('Step 2 of 2: you are an administrator of this account');
    expect(viewText(told.view)).toContain('Approved so far by Grace Hopper');
    expect(request.state === 'pending' && office.clock.now().until(request.deadline).total('hours')).toBeCloseTo(
      168,
      0,
    );
  });
});

describe('reminders', () => {
  test('come at half and at nine tenths of the time of each deadline, and none for one that was put off', async () => {
    const office = await anOffice();
    await askedFor(office);
    const due = office.database.workOf(ACME).filter(({ kind }) => kind === 'request.remind');
    await office.setsTerms({ prices: { 'sync-only': { month: 5900n } } });
    office.clock.advance({ hours: 60 });
    await office.presses('grace', (await office.lastNotice(office.grace, 'grace')).view, /^Approve EUR/u);
    const form = await office.presses('ada', (await office.lastNotice(office.ada, 'ada')).view, /^Review/u);
    await office.submits('ada', form, { agreed: true });

    office.clock.advance({ hours: 24 });
    await remind(office);
    const early = await reminders(office);
    office.clock.advance({ hours: 61 });
    await remind(office);

    expect(due.map(({ dueAt }) => dueAt.toString())).toHaveLength(2);
    expect(office.database.workOf(ACME).filter(({ kind }) => kind === 'request.remind')).toHaveLength(6);
    expect(early).toBe(0);
    expect(await reminders(office)).toBe(2);
  });

  test('can be asked for by the requester, not at once and not again and again', async () => {
    const office = await anOffice();
    await askedFor(office);

    const tooSoon = await office.types('ada', 'remind 1');
    office.clock.advance({ hours: 5 });
    const first = await office.types('ada', 'remind 1');
    const again = await office.types('ada', 'remind 1');
    const others = await office.types('grace', 'remind 1');

    expect(replyText(tooSoon)).toContain('You can remind them from');
    expect(replyText(first)).toContain('Grace Hopper, Barbara Liskov got the card once more');
    expect(replyText(again)).toContain('You can remind them from');
    expect(replyText(others)).toContain('is not yours');
    expect(await reminders(office)).toBe(2);
    expect((await office.lastNotice(office.grace, 'grace')).view.title).toMatch(/^Reminder: Request 1/u);
  });
});
