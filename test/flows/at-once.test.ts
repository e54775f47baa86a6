import { expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { err } from '../../core/result.ts';
import { aLeavingOffice } from './leaving-office.ts';
import { anOffice, INVITE, seatStates } from './office.ts';
import { aRemovalOffice, asksFor, theRemoval } from './removal-office.ts';
import { lookedAt, viewOf } from './list-office.ts';

test('two administrators who change the policy at once both change it, one after the other', async () => {
  const office = await anOffice();
  await office.member('hedy', 'Hedy Lamarr', { role: 'admin' });

  const answers = await Promise.all([
    office.types('ada', 'policy mode:manual'),
    office.types('hedy', 'policy rule 2 of approvers'),
  ]);

  expect(answers.map((answer) => viewOf(answer).title)).toEqual([
    'The approval policy for Sync Only seats is set',
    'The approval policy for Sync Only seats is set',
  ]);
  const policy = await office.inAccount(({ policies }) => policies.current('sync-only'));
  expect(policy).toMatchObject({ version: 2, mode: { kind: 'manual' }, rules: [{}] });
});

test('of two who name a delegate for the same absent approver at once, the later word holds', async () => {
  const office = await anOffice();

  const answers = await Promise.all([
    office.types('grace', 'delegate barbara@acme.example until:2026-03-20'),
    office.types('ada', 'delegate barbara@acme.example until:2026-03-21 for:grace@acme.example'),
  ]);

  expect(answers.map(replyText).join('\n')).not.toContain('Something broke');
  const delegation = await office.inAccount(({ delegations }) => delegations.of(office.grace.id));
  expect(delegation).toMatchObject({ version: 2 });
});

test('two who ask for the same removal at once have asked for one', async () => {
  const office = await aRemovalOffice();

  const answers = await Promise.all([asksFor(office, 'ada'), asksFor(office, 'grace')]);

  expect(answers.map((answer) => viewOf(answer).title).toSorted()).toEqual([
    'Removal 1: Linus Torvald was asked for',
    'Removal 1: Linus Torvald was asked for already; you are added to it',
  ]);
  expect((await theRemoval(office)).askers).toHaveLength(2);
});

test('somebody who is invited again by two at once is given one seat', async () => {
  const office = await anOffice({ look: () => NO_MAILBOX });
  await office.member('hedy', 'Hedy Lamarr', { role: 'admin' });
  await office.types('ada', INVITE);
  await office.checksSeats();

  const answers = await Promise.all([office.types('ada', INVITE), office.types('hedy', INVITE)]);

  expect(await seatStates(office)).toEqual(['refused', 'checking']);
  expect(answers.map(replyText).join('\n')).toContain('Linus Torvald is here already (invitation checking)');
});

test('somebody who is brought back by two at once is given one seat', async () => {
  const office = await aLeavingOffice();
  await office.member('hedy', 'Hedy Lamarr', { role: 'admin' });
  await office.deactivates();

  const answers = await Promise.all([
    office.types('ada', 'reactivate grace@acme.example'),
    office.types('hedy', 'reactivate grace@acme.example'),
  ]);

  const seats = await office.inAccount(({ seats: all }) => all.list());
  expect(seats.map(({ state }) => state)).toEqual(['deactivated', 'checking']);
  expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['deferred', 'private']);
});

const NO_MAILBOX = err({ kind: 'unauthorised', fault: 'no-such-mailbox', detail: 'nobody has it' } as const);

test.each([0, 10, 20])(
  'a list that is withdrawn and agreed to at once, %i turns apart, is one of the two and breaks nothing',
  async (later) => {
    const office = await anOffice();
    await office.member('hedy', 'Hedy Lamarr', { role: 'admin' });
    await office.submits('hedy', await office.types('hedy', 'policy mode:auto'), { agreed: true });
    await lookedAt(office);
    const price = await office.lastNotice(office.ada, 'ada');
    const form = await office.presses('ada', price.view, /^Review/u);

    await Promise.all([
      office.presses('hedy', price.view, /^Go on without/u),
      (async () => {
        for (let turn = 0; turn < later; turn += 1) await Promise.resolve();
        return await office.submits('ada', form, { agreed: true });
      })(),
    ]);

    expect(office.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  },
);
