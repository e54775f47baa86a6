import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { asksFor, aRemovalOffice, assigned, cardOf, theRemoval } from './removal-office.ts';
import { viewText } from './world.ts';

describe('the cool-off of removals', () => {
  test('is a day, until those who manage the account make it longer, and the others are told', async () => {
    const office = await aRemovalOffice();
    const before = await office.types('ada', '/seat removal cool-off');

    const changed = await office.types('ada', '/seat removal cool-off 72');

    expect(replyText(before)).toContain('Removals wait 24 hours');
    expect(replyText(changed)).toContain('Removals wait 3 days from now on');
    expect(viewText((await office.lastNotice(office.grace, 'grace')).view)).toContain('from 24 hours to 3 days');
    const audited = await office.inAccount(async ({ audit }) => await audit.from(1, 100));
    expect(audited.find(({ kind }) => kind === 'removal.cool-off-changed')?.facts).toMatchObject({
      before: 24,
      after: 72,
    });
  });

  test('holds for every day that is set from then on', async () => {
    const office = await aRemovalOffice();
    await office.types('ada', '/seat removal cool-off 72');
    const asked = await asksFor(office, 'ada');
    await office.presses('sam', await cardOf(office, 'support'), 'Assign to me');
    const form = await office.presses('sam', await cardOf(office, 'support'), 'Set a day');

    const tooSoon = await office.submits('sam', form, { day: '2026-03-15', agreed: true });
    const set = await office.submits('sam', form, { day: '2026-03-16', agreed: true });

    expect(replyText(asked)).toContain('at least 3 days have passed');
    expect(tooSoon).toEqual({ kind: 'fields', errors: { day: 'Choose a day after the cool-off of 3 days.' } });
    expect(replyText(set)).toContain('is scheduled');
  });

  test.each(['23', '0', '337', '1.5', 'soon'])('is never %s', async (hours) => {
    const office = await aRemovalOffice();

    const refused = await office.types('ada', `/seat removal cool-off ${hours}`);

    expect(replyText(refused)).toContain('Write a number of hours from 24 to 336.');
    expect(await office.inAccount(async ({ accounts }) => (await accounts.get()).coolOffHours)).toBe(24);
  });

  test('is not for those who manage nobody', async () => {
    const office = await aRemovalOffice();

    await office.types('eve', '/seat removal cool-off 48');

    expect(await office.inAccount(async ({ accounts }) => (await accounts.get()).coolOffHours)).toBe(24);
  });

  test('leaves a day alone that was set before', async () => {
    const office = await aRemovalOffice();
    await assigned(office);
    const form = await office.presses('sam', await cardOf(office, 'support'), 'Set a day');
    await office.submits('sam', form, { day: '2026-03-14', agreed: true });
    const before = await theRemoval(office);

    await office.types('ada', '/seat removal cool-off 72');

    expect(await theRemoval(office)).toEqual(before);
  });
});
