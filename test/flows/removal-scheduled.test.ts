import { describe, expect, test } from 'vitest';
import { aMailbox } from '../builders/mailboxes.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { aRemovalOffice, assigned, cardOf, scheduled, theRemoval, worksAtRemoval } from './removal-office.ts';
import { viewText } from './world.ts';

describe('setting the day of a removal', () => {
  test('shows what is deleted, and is bound to it, to its sentence and to who agreed', async () => {
    const office = await aRemovalOffice();
    await assigned(office);

    const form = await office.presses('sam', await cardOf(office, 'support'), 'Set a day');
    await office.submits('sam', form, { day: '2026-03-14', agreed: true });

    expect(replyText(form)).toContain('1 seat freed: Sync Only');
    expect(replyText(form)).toContain('linus@acme.example, linus@home.example');
    const request = await theRemoval(office);
    expect(request).toMatchObject({
      state: 'scheduled',
      agreed: {
        by: office.sam.id,
        sentence:
          'I agree that Linus Torvald is removed on the day chosen here, and that what is listed here is deleted for good.',
      },
    });
    expect(viewText(await cardOf(office, 'support'))).toContain('Carried out on 14 Mar 2026');
    expect(viewText(await cardOf(office, 'asker'))).toContain('Until then you can withdraw it.');
  });

  test.each([
    [{ day: '2026-03-13', agreed: true }, 'day', 'Choose a day after the cool-off of 24 hours.'],
    [{ day: '2026-02-30', agreed: true }, 'day', 'Not a date of the calendar. Write it like 2026-12-01.'],
    [{ day: '2026-03-14', agreed: false }, 'agreed', 'Tick the box to agree'],
  ])('with %o is refused on the field', async (answers, field, sentence) => {
    const office = await aRemovalOffice();
    await assigned(office);
    const form = await office.presses('sam', await cardOf(office, 'support'), 'Set a day');

    const refused = await office.submits('sam', form, answers);

    expect(refused).toMatchObject({ kind: 'fields', errors: { [field]: expect.stringContaining(sentence) } });
    expect((await theRemoval(office)).state).toBe('assigned');
  });

  test('after something was added shows it and asks again', async () => {
    const office = await aRemovalOffice();
    await assigned(office);
    const form = await office.presses('sam', await cardOf(office, 'support'), 'Set a day');
    await linksAnotherMailbox(office);

    const again = await office.submits('sam', form, { day: '2026-03-14', agreed: true });

    expect(again.kind).toBe('form');
    expect(replyText(again)).toContain('linus@else.example');
    expect((await theRemoval(office)).state).toBe('assigned');
  });

  test('is not for the administrator who endorsed it, even when they are of support too', async () => {
    const office = await aRemovalOffice();
    await office.inAccount(async ({ members }) => {
      await members.replace(office.ada, { ...office.ada, grants: ['support'], version: 2 });
    });
    await assigned(office);

    const refused = await office.presses('ada', await cardOf(office, 'support'), 'Set a day');

    expect(replyText(refused)).toContain('two people agree to every removal');
  });
});

describe('on the day', () => {
  test('nothing happens before the cool-off is over', async () => {
    const office = await aRemovalOffice();
    await scheduled(office);
    office.clock.advance({ hours: 23 });

    const outcome = await worksAtRemoval(office);

    expect(outcome).toMatchObject({ kind: 'again', countsAsAttempt: false });
    expect((await theRemoval(office)).state).toBe('scheduled');
  });

  test('what nobody agreed to is shown again instead of being deleted', async () => {
    const office = await aRemovalOffice();
    await scheduled(office);
    await linksAnotherMailbox(office);
    office.clock.advance({ hours: 24 });

    await worksAtRemoval(office);

    expect((await theRemoval(office)).state).toBe('assigned');
    const card = viewText(await cardOf(office, 'support'));
    expect(card).toContain('There is more to delete than was agreed to.');
    expect(card).toContain('3 readings of mailboxes end');
    expect(await office.inAccount(({ departures }) => departures.ofMember(office.linus.id))).toEqual([]);
  });

  test('a removal that was withdrawn is not carried out', async () => {
    const office = await aRemovalOffice();
    await scheduled(office);
    await office.presses('ada', await cardOf(office, 'asker'), 'Withdraw');
    office.clock.advance({ hours: 24 });

    await worksAtRemoval(office);

    expect((await theRemoval(office)).state).toBe('withdrawn');
    expect(await office.inAccount(({ departures }) => departures.ofMember(office.linus.id))).toEqual([]);
  });
});

async function linksAnotherMailbox({ inAccount, linus }: Awaited<ReturnType<typeof aRemovalOffice>>): Promise<void> {
  const { accountId, id: memberId } = linus;
  await inAccount(({ mailboxes }) => mailboxes.add(aMailbox({ accountId, memberId, address: 'linus@else.example' })));
}
