import { describe, expect, test } from 'vitest';
import { forgetDecommissions } from '../../core/decommissions/forget-decommissions.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { aLeavingOffice, viewOf, type LeavingOffice } from './leaving-office.ts';

const START = 'decommission grace@acme.example';

/** Barbara manages users too. */
async function anOffice(options: Parameters<typeof aLeavingOffice>[0] = {}) {
  const office = await aLeavingOffice(options);
  const barbara = await office.member('barbara', 'Barbara Liskov', { role: 'admin' });
  return { ...office, barbara };
}

function press(office: LeavingOffice, user: string, card: SealedReply, label: string | RegExp) {
  return office.presses(user, viewOf(card), label);
}

/** What came of it, and behind a dash the remark. */
async function settles(office: LeavingOffice, user: string, card: SealedReply, words: string) {
  const [outcome = '', note = ''] = words.split(' – ');
  const form = await press(office, user, card, 'Write down what came of it');
  return await office.submits(user, form, { outcome, note });
}

async function resets(office: LeavingOffice, user: string, card: SealedReply) {
  const form = await press(office, user, card, 'Reset the mailbox');
  return { form, card: await office.submits(user, form, { agreed: true }) };
}

/** Up to the step that deletes. */
async function untilDelete(office: LeavingOffice): Promise<SealedReply> {
  const first = await office.types('ada', START);
  const second = await press(office, 'ada', first, 'Disable synchronization');
  const third = await settles(office, 'ada', second, 'done');
  return (await resets(office, 'ada', third)).card;
}

async function deletes(office: LeavingOffice, user: string, card: SealedReply): Promise<void> {
  const form = await press(office, user, card, 'Deactivate Grace Hopper');
  await office.submits(user, form, { agreed: true });
}

async function now({ inAccount, grace }: LeavingOffice) {
  return (await inAccount(({ decommissions }) => decommissions.ofMember(grace.id))).at(-1);
}

describe('a decommissioning', () => {
  test('goes through its five steps in order, by whoever goes on, and keeps who did what', async () => {
    const office = await anOffice();
    const first = await office.types('ada', START);
    expect(replyText(first)).toContain('step 1 of 5: Disable synchronization');
    await press(office, 'ada', first, 'Disable synchronization');

    const second = await office.types('barbara', START);
    expect(replyText(second)).toContain('step 2 of 5: Remove the add-in');
    const third = await settles(office, 'barbara', second, 'done-by-mail-administrator');
    const { form, card: fourth } = await resets(office, 'barbara', third);
    expect(replyText(form)).toContain('the reading of 1 mailbox (grace@acme.example) had got to is forgotten');
    expect(replyText(fourth)).toContain('step 4 of 5: Delete');
    await deletes(office, 'barbara', fourth);
    const fifth = (await office.lastNotice(office.ada, 'ada')).view;
    expect(fifth.title).toContain('step 5 of 5: Clean the mailbox up by hand');
    const cleaning = await office.presses('ada', fifth, 'Write down what came of it');
    const done = await office.submits('ada', cleaning, { outcome: 'not-applicable', note: 'There were none' });

    expect(replyText(done)).toContain('Grace Hopper is decommissioned');
    expect(replyText(done)).toContain('There were none');
    const settled = (await now(office))?.settled ?? [];
    expect(settled.map(({ step, outcome, by }) => [step, outcome, by])).toEqual([
      ['disable-sync', 'done', office.ada.id],
      ['remove-add-in', 'done-by-mail-administrator', office.barbara.id],
      ['reset-mailbox', 'done', office.barbara.id],
      ['delete', 'done', office.barbara.id],
      ['manual-folders', 'not-applicable', office.ada.id],
    ]);
    const audit = await office.inAccount(({ audit: chain }) => chain.from(1, 100));
    const kinds = audit.map(({ kind }) => kind).filter((kind) => kind.startsWith('decommission.'));
    expect(kinds).toEqual(
      ['started', 'disabled', 'add-in-settled', 'reset', 'deleted', 'folders-settled'].map(
        (kind) => `decommission.${kind}`,
      ),
    );
  });

  test('does what its steps say: reading ends, where it had got to is forgotten, the departure deletes', async () => {
    const office = await anOffice({ personal: true });
    const first = await office.types('ada', START);

    const second = await press(office, 'ada', first, 'Disable synchronization');
    expect(await office.mailboxNow(office.work)).toMatchObject({ desired: 'disabled', cursor: 'page 7' });
    expect(await office.inAccount(({ runs }) => runs.unfinished(office.work.id))).toBeUndefined();
    const third = await settles(office, 'ada', second, 'not-possible – Nobody has the password');
    expect(await office.mailboxNow(office.work)).toMatchObject({ cursor: 'page 7' });
    const { card } = await resets(office, 'ada', third);
    expect(await office.mailboxNow(office.work)).toMatchObject({ cursor: undefined, lastSyncAt: undefined });
    await deletes(office, 'ada', card);

    expect(await office.memberNow(office.grace)).toMatchObject({ standing: 'deactivated' });
    expect(await office.used()).toBe(0);
    office.clock.advance({ hours: 7 * 24 });
    await office.worksOnDepartures();
    expect(await office.counts()).toMatchObject({ messages: 2 });
  });

  test('refuses a step out of its order with the reason and the way out', async () => {
    const office = await anOffice();
    const first = await office.types('ada', START);
    const second = await press(office, 'ada', first, 'Disable synchronization');
    await settles(office, 'barbara', second, 'done');

    const again = await press(office, 'ada', first, 'Disable synchronization');
    const late = await press(office, 'ada', second, 'Write down what came of it');
    const beside = await office.types('ada', 'deactivate grace@acme.example');

    expect(replyText(again)).toContain('“Disable synchronization” is not the next step for Grace Hopper');
    expect(replyText(again)).toContain('It was settled by Ada Lovelace');
    expect(replyText(late)).toContain('It was settled by Barbara Liskov');
    expect(viewOf(late).actions.map(({ label }) => label)).toContain('Reset the mailbox');
    expect(replyText(beside)).toContain('other steps come before this one');
    expect(viewOf(beside).actions.map(({ label }) => label)).toEqual(['Show the next step']);
    expect((await now(office))?.state).toBe('reset-mailbox');
    expect(await office.memberNow(office.grace)).toMatchObject({ standing: 'active' });
  });

  test('asks for the reset again when there is something else to forget by then', async () => {
    const office = await anOffice({ personal: true });
    const second = await press(office, 'ada', await office.types('ada', START), 'Disable synchronization');
    const third = await settles(office, 'ada', second, 'done');
    const form = await press(office, 'ada', third, 'Reset the mailbox');
    const home = await office.mailboxNow(office.home);
    if (home === undefined) throw new Error('There is no mailbox');
    await office.inAccount(({ mailboxes }) =>
      mailboxes.replace(home, { ...home, cursor: undefined, lastSyncAt: undefined, version: home.version + 1 }),
    );

    const shown = await office.submits('ada', form, { agreed: true });
    const unticked = await office.submits('ada', shown, { agreed: false });

    expect(replyText(shown)).toContain('has changed since this was shown');
    expect(unticked).toMatchObject({ kind: 'fields' });
    expect(await office.mailboxNow(office.work)).toMatchObject({ cursor: 'page 7' });
    await office.submits('ada', shown, { agreed: true });
    expect(await office.mailboxNow(office.work)).toMatchObject({ cursor: undefined });
  });

  test('that does not apply needs a reason, which stands on its field', async () => {
    const office = await anOffice();
    const second = await press(office, 'ada', await office.types('ada', START), 'Disable synchronization');

    const refused = await settles(office, 'ada', second, 'not-applicable');

    expect(refused).toEqual({ kind: 'fields', errors: { note: 'Say why, so that others need not ask.' } });
    expect((await now(office))?.state).toBe('remove-add-in');
  });
});

describe('the owner', () => {
  test('is asked to remove the add-in, and their own word settles it and is told to whoever asked', async () => {
    const office = await anOffice();
    const second = await press(office, 'ada', await office.types('ada', START), 'Disable synchronization');
    await press(office, 'barbara', second, 'Ask Grace Hopper to remove it');
    const asked = (await office.lastNotice(office.grace, 'grace')).view;

    const thanked = await office.presses('grace', asked, 'I have removed it');

    expect(replyText(thanked)).toContain('It is written down');
    expect((await now(office))?.settled.at(-1)).toMatchObject({ outcome: 'done-by-owner', by: office.grace.id });
    const told = (await office.lastNotice(office.barbara, 'barbara')).view;
    expect(told.title).toContain('step 3 of 5');
    expect(replyText(await office.presses('grace', asked, 'I have no add-in'))).toContain('This does not wait for you');
  });

  test('answers for themself only: nobody else’s press on their message settles anything', async () => {
    const office = await anOffice();
    const max = await office.member('max', 'Max Standard');
    const second = await press(office, 'ada', await office.types('ada', START), 'Disable synchronization');
    await press(office, 'ada', second, 'Ask Grace Hopper to remove it');
    const asked = (await office.lastNotice(office.grace, 'grace')).view;

    const answer = await office.presses('max', asked, 'I have removed it');

    expect(replyText(answer)).not.toContain('written down');
    expect((await now(office))?.settled.some(({ by }) => by === max.id)).toBe(false);
  });

  test('may not decommission anybody, themself included', async () => {
    const office = await anOffice();

    expect(replyText(await office.types('grace', START))).toContain('You may not run “decommission”');
    expect(await now(office)).toBeUndefined();
  });
});

describe('a decommissioning that ends otherwise', () => {
  test('is abandoned with a reason; what was done stays done and is said, and it can be started again', async () => {
    const office = await anOffice();
    const second = await press(office, 'ada', await office.types('ada', START), 'Disable synchronization');
    const form = await press(office, 'ada', second, 'Abandon');

    const abandoned = await office.submits('ada', form, { reason: 'She stays after all' });

    expect(replyText(abandoned)).toContain('was abandoned');
    expect(replyText(abandoned)).toContain('She stays after all');
    expect(replyText(abandoned)).toContain('What was done stays done');
    expect(await office.mailboxNow(office.work)).toMatchObject({ desired: 'disabled' });
    const again = await press(office, 'barbara', abandoned, 'Start again');
    expect(replyText(again)).toContain('step 1 of 5');
    expect(replyText(await office.types('ada', 'deactivate grace@acme.example'))).toContain('other steps come before');
  });

  test('cannot be abandoned once they are deleted', async () => {
    const office = await anOffice();
    const card = await untilDelete(office);
    await deletes(office, 'ada', card);

    const late = await press(office, 'ada', card, 'Abandon');

    expect(late.kind).toBe('private');
    expect((await now(office))?.state).toBe('manual-folders');
  });

  test('ends when they are reactivated, who get back what its first step stopped', async () => {
    const office = await anOffice();
    await deletes(office, 'ada', await untilDelete(office));

    await office.types('ada', 'reactivate grace@acme.example');
    await office.checksSeats();
    await office.checksSeats();

    expect((await now(office))?.state).toBe('came-back');
    expect(await office.mailboxNow(office.work)).toMatchObject({ desired: 'enabled' });
  });
});

test('somebody who left before has the deletion settled as soon as its turn comes', async () => {
  const office = await anOffice();
  await office.deactivates();

  const first = await office.types('barbara', START);
  const second = await press(office, 'barbara', first, 'Disable synchronization');
  const third = await settles(office, 'barbara', second, 'done');
  const { card } = await resets(office, 'barbara', third);

  expect(replyText(card)).toContain('step 5 of 5');
  expect((await now(office))?.settled.at(-1)).toMatchObject({ step: 'delete', by: office.ada.id });
});

test('a deactivation that waits for its day is said, and the last step follows when the day has come', async () => {
  const office = await anOffice();
  const card = await untilDelete(office);
  const scheduling = await office.types('ada', 'deactivate grace@acme.example from:2026-12-01');
  const form = await office.presses('ada', viewOf(scheduling), 'Deactivate Grace Hopper');
  await office.submits('ada', form, { agreed: true });

  const waiting = await office.types('barbara', START);
  expect(replyText(waiting)).toContain('They will be deactivated on');
  office.clock.advance({ hours: 24 * 300 });
  await office.worksOnDepartures();

  expect((await now(office))?.state).toBe('manual-folders');
  expect(card.kind).toBe('private');
});

test('those that others have begun are named to whoever asks for nobody in particular', async () => {
  const office = await anOffice();
  await office.types('ada', START);

  const form = await office.types('barbara', 'decommission');

  expect(replyText(form)).toMatch(/Grace Hopper: Disable synchronization/u);
});

test('what was written down about somebody goes with them when they are removed; who did what stays', async () => {
  const office = await anOffice();
  const second = await press(office, 'ada', await office.types('ada', START), 'Disable synchronization');
  await settles(office, 'ada', second, 'not-possible – Grace has lost the password');
  const form = await press(office, 'ada', await office.types('ada', START), 'Abandon');
  await office.submits('ada', form, { reason: 'Grace stays' });

  await office.inAccount((stores) => forgetDecommissions(stores, office.grace.id));

  const kept = await now(office);
  expect(JSON.stringify(kept)).not.toContain('Grace');
  expect(kept?.settled.map(({ step, by }) => [step, by])).toEqual([
    ['disable-sync', office.ada.id],
    ['remove-add-in', office.ada.id],
  ]);
});
