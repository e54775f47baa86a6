import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise } from './enterprise.ts';
import { aLeavingOffice } from './leaving-office.ts';
import { assigned, aRemovalOffice, asksFor, cardOf, scheduled, theRemoval, worksAtRemoval } from './removal-office.ts';
import { viewText } from './world.ts';

describe('a legal hold', () => {
  test('lets somebody be deactivated and keeps their data until it is lifted', async () => {
    const office = await aLeavingOffice({ personal: true });
    await office.types('ada', 'hold grace@acme.example on Case 2026/17');
    const before = await office.counts();
    const { card } = await office.deactivates();
    office.clock.advance({ hours: 8 * 24 });
    await office.worksOnDepartures();
    const held = await office.counts();

    await office.types('ada', 'hold grace@acme.example off');
    await office.worksOnDepartures();

    expect(replyText(card)).toContain('A legal hold is on (Case 2026/17)');
    expect((await office.memberNow(office.grace))?.standing).toBe('deactivated');
    expect(held).toEqual(before);
    expect((await office.counts()).messages).toBe(2);
  });

  test('holds a removal up, and says who can lift it', async () => {
    const office = await aRemovalOffice();
    await assigned(office);
    await office.types('ada', 'hold linus@acme.example on Case 2026/17');

    const reply = await office.presses('sam', await cardOf(office, 'support'), 'Set a day');

    expect(replyText(reply)).toContain('A legal hold is on, so nothing of theirs may be deleted');
    expect(replyText(reply)).not.toContain('Case 2026/17');
    expect((await theRemoval(office)).state).toBe('assigned');
  });

  test('is told when a removal is asked for and endorsed, without its reason, and the card says when it is lifted', async () => {
    const office = await aRemovalOffice();
    await office.types('ada', 'hold linus@acme.example on Case 2026/17');

    const asked = await asksFor(office, 'eve');
    const endorsed = await office.presses('ada', await cardOf(office, 'endorsement'), 'Endorse');
    const held = [viewText(await cardOf(office, 'support')), viewText(await cardOf(office, 'asker'))];
    await office.types('ada', 'hold linus@acme.example off');

    expect((await theRemoval(office)).state).toBe('submitted');
    expect(replyText(asked)).toContain('A legal hold is on, so it waits');
    expect(replyText(endorsed)).toContain('a legal hold is on, so no day can be set before it is lifted');
    for (const card of held) expect(card).toContain('A legal hold is on, so it waits');
    for (const text of [replyText(asked), ...held]) expect(text).not.toContain('Case 2026/17');
    expect(viewText(await cardOf(office, 'support'))).not.toContain('legal hold');
  });

  test('that is put on when its day has come stops a removal before anything is deleted', async () => {
    const office = await aRemovalOffice();
    await scheduled(office);
    await office.types('ada', 'hold linus@acme.example on Case 2026/17');
    office.clock.advance({ hours: 24 });

    await worksAtRemoval(office);

    expect((await theRemoval(office)).state).toBe('assigned');
    expect(viewText(await cardOf(office, 'support'))).toContain('A legal hold is on');
    expect(viewText(await cardOf(office, 'support'))).not.toContain('Case 2026/17');
    expect(await office.inAccount(({ members }) => members.get(office.linus.id))).toMatchObject({ standing: 'active' });
  });

  test('tells its reason to nobody who may not decide on it', async () => {
    const office = await anEnterprise({ userManagers: 'admin' });
    await office.types('eva', 'hold sam@acme.example on Case 2026/17');

    const [forHer, forHim] = await Promise.all(
      ['eva', 'ada'].map(async (who) => replyText(await office.types(who, 'deactivate sam@acme.example'))),
    );

    expect(forHer).toContain('A legal hold is on (Case 2026/17)');
    expect(forHim).toContain('A legal hold is on: while it is');
    expect(forHim).not.toContain('Case 2026/17');
  });

  test('is not lifted by whomever it is about', async () => {
    const office = await aLeavingOffice();
    await office.member('bob', 'Bob Manager', { role: 'admin' });
    await office.types('bob', 'hold ada@acme.example on Case 2026/17');

    const own = await office.types('ada', 'hold ada@acme.example off');
    const others = await office.types('bob', 'hold ada@acme.example off');

    expect(replyText(own)).toContain('nobody lifts their own');
    expect(replyText(others)).toContain('is lifted');
  });

  test('keeps stored subjects: a level that would delete them is refused until it is lifted', async () => {
    const office = await anEnterprise();
    await office.seated(office.sam);
    const form = await office.types('eva', 'privacy sam@acme.example participants-only');
    await office.types('eva', 'hold sam@acme.example on Case 2026/17');

    const late = await office.submits('eva', form, { agreed: true });
    const anew = await office.types('sam', 'privacy participants-only');
    await office.types('eva', 'hold sam@acme.example off');
    const lifted = await office.types('sam', 'privacy participants-only');

    for (const refused of [late, anew]) {
      expect(replyText(refused)).toContain('A legal hold is on Sam Standard');
      expect(replyText(refused)).not.toContain('Case 2026/17');
    }
    expect((await office.seatOf(office.sam))?.privacy).toBe('share-subjects');
    expect(lifted.kind).toBe('form');
  });

  test('needs its reason, and is put into the audit log', async () => {
    const office = await aLeavingOffice();

    const refused = await office.types('ada', 'hold grace@acme.example on');
    await office.types('ada', 'hold grace@acme.example on Case 2026/17');

    expect(replyText(refused)).toContain('A hold needs its reason');
    const kinds = await office.inAccount(async ({ audit }) => (await audit.from(1, 100)).map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind.startsWith('hold.'))).toEqual(['hold.on']);
  });
});
