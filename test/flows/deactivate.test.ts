import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { aLeavingOffice, viewOf } from './leaving-office.ts';
import { aWorld } from './world.ts';

describe('deactivating somebody', () => {
  test('shows what would happen beside what a removal would do, and changes nothing yet', async () => {
    const office = await aLeavingOffice({ personal: true });

    const card = replyText(await office.types('ada', 'deactivate grace@acme.example'));

    expect(card).toContain('What happens if Grace Hopper leaves');
    expect(card).toMatch(/Company mail\s+2 kept\s+2 deleted/u);
    expect(card).toMatch(/Personal mail\s+2 deleted\s+2 deleted/u);
    expect(card).toContain('Zapier stops working');
    expect(card).toContain('Investors');
    expect(card).toContain('20 Mar 2026');
    expect(card).toContain('Ask for removal instead');
    expect((await office.memberNow(office.grace))?.standing).toBe('active');
  });

  test('asks for one of two consents: company mailboxes alone, or personal ones too', async () => {
    const [plain, mixed] = [await aLeavingOffice(), await aLeavingOffice({ personal: true })];

    const [workOnly, both] = [await plain.deactivates(), await mixed.deactivates()];

    expect(replyText(workOnly.form)).toContain('data of their company mailboxes is kept');
    expect(replyText(workOnly.form)).not.toContain('personal');
    expect(replyText(both.form)).toContain('data of their personal mailboxes (2 messages) is deleted 7 days later');
  });

  test('ends access, syncing and the key, passes lists on and frees the seat in one go', async () => {
    const office = await aLeavingOffice({ personal: true });

    const { answer } = await office.deactivates();

    expect(replyText(answer)).toContain('Grace Hopper is deactivated');
    expect((await office.memberNow(office.grace))?.standing).toBe('deactivated');
    expect(await office.used()).toBe(0);
    expect(await office.mailboxNow(office.work)).toMatchObject({ desired: 'disabled', cursor: 'page 7' });
    const now = await office.inAccount(async ({ seats, runs, lists, apiKeys }) => ({
      seat: (await seats.ofMember(office.grace.id))?.state,
      run: await runs.unfinished(office.work.id),
      owners: (await lists.all()).map(({ ownerId }) => ownerId),
      keys: (await apiKeys.ofMember(office.grace.id)).map(({ state }) => state),
    }));
    expect(now).toEqual({ seat: 'deactivated', run: undefined, owners: [office.ada.id], keys: ['revoked'] });
    expect(replyText(await office.types('grace', 'status'))).toContain('not an active member');
  });

  test('leaves a record of the key that ended, with what it was for', async () => {
    const office = await aLeavingOffice();

    await office.deactivates();

    const records = await office.inAccount(({ audit }) => audit.from(1, 100));
    const revoked = records.filter(({ kind }) => kind === 'api-key.revoked');
    const [key] = await office.inAccount(({ apiKeys }) => apiKeys.ofMember(office.grace.id));
    expect(revoked).toMatchObject([
      {
        actor: { kind: 'job', job: 'departure.carry-out' },
        subject: { kind: 'api-key', id: key?.id },
        facts: { because: 'deactivated', prefix: key?.prefix },
        personal: [{ memberId: office.grace.id }],
      },
    ]);
  });

  test('tells the person who did it and what becomes of their mail', async () => {
    const office = await aLeavingOffice({ personal: true });

    await office.deactivates();

    const [told] = await office.told(office.grace);
    expect(told).toContain('Your seat was ended');
    expect(told).toContain('Ada Lovelace');
    expect(told).toContain('is deleted after 20 Mar 2026');
  });

  test('deletes personal data when the undo window is over, not before, and says what it was', async () => {
    const office = await aLeavingOffice({ personal: true });
    const before = await office.counts();
    await office.deactivates();
    office.clock.advance({ hours: 7 * 24 - 1 });
    await office.worksOnDepartures();
    const within = await office.counts();
    office.clock.advance({ hours: 2 });

    await office.worksOnDepartures();

    expect(within).toEqual(before);
    expect(await office.counts()).toMatchObject({ messages: 2, interactions: 2, people: 2, connections: 2 });
    expect((await office.departure())?.state).toBe('done');
    expect(await office.mailboxNow(office.home)).toMatchObject({ cursor: undefined });
    expect((await office.told(office.ada)).at(-1)).toContain('The personal data of Grace Hopper is deleted');
  });

  test('shows the numbers again when more would be deleted than was shown', async () => {
    const office = await aLeavingOffice({ personal: true });
    const card = await office.types('ada', 'deactivate grace@acme.example');
    const form = await office.presses('ada', viewOf(card), 'Deactivate Grace Hopper');
    await office.readsMore(office.home);

    const again = await office.submits('ada', form, { agreed: true });
    const standing = (await office.memberNow(office.grace))?.standing;
    const answer = await office.submits('ada', again, { agreed: true });

    expect(replyText(again)).toContain('has changed since this was shown');
    expect(replyText(again)).toContain('(3 messages)');
    expect(standing).toBe('active');
    expect(replyText(answer)).toContain('Grace Hopper is deactivated');
  });

  test('does nothing without the tick', async () => {
    const office = await aLeavingOffice();
    const card = await office.types('ada', 'deactivate grace@acme.example');
    const form = await office.presses('ada', viewOf(card), 'Deactivate Grace Hopper');

    const refused = await office.submits('ada', form, { agreed: false });

    expect(refused).toMatchObject({ kind: 'fields', errors: { agreed: expect.stringContaining('Tick the box') } });
    expect((await office.memberNow(office.grace))?.standing).toBe('active');
  });

  test('a second click on the same form finds that it is done', async () => {
    const office = await aLeavingOffice();
    const { form } = await office.deactivates();

    const again = await office.submits('ada', form, { agreed: true });

    expect(replyText(again)).toContain('is leaving already');
    expect(await office.used()).toBe(0);
  });
});

describe('the list of everybody', () => {
  test('offers to deactivate whom it shows, or asks whom when it shows many', async () => {
    const office = await aLeavingOffice();

    const few = viewOf(await office.types('ada', 'list'));
    for (const name of ['Alan', 'Barbara', 'Donald', 'Edsger']) await office.member(name.toLowerCase(), `${name} Test`);
    const many = viewOf(await office.types('ada', 'list'));
    const form = await office.presses('ada', many, 'Deactivate somebody');
    const card = await office.submits('ada', form, { member: 'Grace Hopper' });

    expect(few.actions.map(({ label }) => label)).toContain('Deactivate Grace Hopper');
    expect(many.actions.map(({ label }) => label)).not.toContain('Deactivate Grace Hopper');
    expect(replyText(card)).toContain('What happens if Grace Hopper leaves');
  });

  test('offers it to nobody who may not', async () => {
    const office = await aLeavingOffice();
    await office.member('bob', 'Bob Approver', { grants: ['approver'] });

    const seen = viewOf(await office.types('bob', 'list'));

    expect(seen.actions.filter(({ label }) => label.startsWith('Deactivate'))).toEqual([]);
  });
});

describe('whoever may not deactivate', () => {
  test('is told who can', async () => {
    const office = await aLeavingOffice();

    const reply = await office.types('grace', 'deactivate ada@acme.example');

    expect(replyText(reply)).toContain('It can be done by an Admin');
  });

  test('the last one who may manage users stays', async () => {
    const office = await aLeavingOffice();

    const reply = await office.types('ada', 'deactivate ada@acme.example');

    expect(replyText(reply)).toContain('the last one here who may manage users');
  });

  test('nobody deactivates somebody above them, whatever was granted', async () => {
    const world = await aWorld();
    await world.member('ada', 'Ada Lovelace', { role: 'admin' });
    await world.member('eve', 'Eve Prime', { role: 'enterprise-admin' });
    await world.inAccount(async ({ accounts }) => {
      const account = await accounts.get();
      await accounts.replace(account, {
        ...account,
        tier: 'enterprise',
        userManagers: 'admin',
        version: account.version + 1,
      });
    });

    const reply = await world.types('ada', 'deactivate eve@acme.example');

    expect(replyText(reply)).toContain('roles are hierarchical');
  });

  test('on Enterprise it is the Enterprise Admin alone, until it is granted', async () => {
    const world = await aWorld();
    await world.member('ada', 'Ada Lovelace', { role: 'admin' });
    await world.member('grace', 'Grace Hopper');
    await world.inAccount(async ({ accounts }) => {
      const account = await accounts.get();
      await accounts.replace(account, {
        ...account,
        tier: 'enterprise',
        userManagers: 'enterprise-admin',
        version: account.version + 1,
      });
    });

    const refused = await world.types('ada', 'deactivate grace@acme.example');

    expect(replyText(refused)).toContain('It can be done by an Enterprise Admin');
  });
});

describe('deactivating on a day', () => {
  const WORDS = 'deactivate grace@acme.example from:2026-04-01';

  test('begins when the day does, and the person who chose it is told', async () => {
    const office = await aLeavingOffice();
    const { form, answer } = await office.deactivates(WORDS);
    await office.worksOnDepartures();
    const before = (await office.memberNow(office.grace))?.standing;
    office.clock.advance({ hours: 24 * 19 });

    await office.worksOnDepartures();

    expect(replyText(form)).toContain('is deactivated on 1 Apr 2026');
    expect(replyText(answer)).toContain('Grace Hopper will be deactivated');
    expect(before).toBe('active');
    expect((await office.memberNow(office.grace))?.standing).toBe('deactivated');
    expect((await office.departure())?.state).toBe('undoable');
    expect((await office.told(office.ada)).at(-1)).toContain('Grace Hopper is deactivated');
  });

  test('of somebody who has become the last manager meanwhile is not done, and whoever chose it is told', async () => {
    const office = await aLeavingOffice();
    await office.deactivates(WORDS);
    await office.inAccount(async ({ members }) => {
      const [ada, grace] = [await members.get(office.ada.id), await members.get(office.grace.id)];
      if (ada === undefined || grace === undefined) throw new Error('Somebody is missing');
      await members.replace(ada, { ...ada, role: 'standard', version: ada.version + 1 });
      await members.replace(grace, { ...grace, role: 'admin', version: grace.version + 1 });
    });
    office.clock.advance({ hours: 24 * 19 });

    await office.worksOnDepartures();

    expect((await office.memberNow(office.grace))?.standing).toBe('active');
    expect((await office.departure())?.state).toBe('cancelled');
    expect((await office.told(office.ada)).at(-1)).toContain('the last one here who may manage users');
  });

  test('can be called off before it', async () => {
    const office = await aLeavingOffice();
    const { answer } = await office.deactivates(WORDS);

    await office.presses('ada', viewOf(answer), 'Do not deactivate');
    const again = await office.presses('ada', viewOf(answer), 'Do not deactivate');
    office.clock.advance({ hours: 24 * 30 });
    await office.worksOnDepartures();

    expect((await office.memberNow(office.grace))?.standing).toBe('active');
    expect(replyText(again)).toContain('It is cancelled now');
  });

  test('can be moved to another day, which is agreed to anew', async () => {
    const office = await aLeavingOffice();
    const { answer } = await office.deactivates(WORDS);

    const day = await office.presses('ada', viewOf(answer), 'Choose another day');
    const form = await office.submits('ada', day, { from: '2026-05-01' });
    await office.submits('ada', form, { agreed: true });
    office.clock.advance({ hours: 24 * 30 });
    await office.worksOnDepartures();
    const inApril = (await office.memberNow(office.grace))?.standing;
    office.clock.advance({ hours: 24 * 30 });
    await office.worksOnDepartures();

    expect(inApril).toBe('active');
    expect((await office.memberNow(office.grace))?.standing).toBe('deactivated');
  });

  test('that has begun already is refused', async () => {
    const office = await aLeavingOffice();

    const reply = await office.types('ada', 'deactivate grace@acme.example from:2026-03-01');

    expect(replyText(reply)).toContain('has begun already');
  });
});
