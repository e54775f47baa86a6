import { describe, expect, test } from 'vitest';
import { ACME } from '../builders/ids.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { aCompany, agreed, result } from './apply-office.ts';

describe('the defaults of the account', () => {
  test('are what is applied where nothing is said, and are named as such when there are none', async () => {
    const office = await aCompany();

    const none = replyText(await office.types('eva', '/seat defaults apply all'));
    await office.types('eva', '/seat defaults set privacy:participants');
    const some = replyText(await office.types('eva', '/seat defaults apply all'));

    expect(none).toContain('The account has no default level or team.');
    expect(some).toMatch(/Privacy level:\s+Share participants and time only/u);
  });

  test('stand in the form, which may leave one of both as it is', async () => {
    const office = await aCompany();
    await office.submits('eva', await office.types('eva', '/seat team mary@acme.example'), { team: 'Deal Desk' });

    const form = await office.types('eva', '/seat defaults apply');
    const nothing = await office.submits('eva', form, { people: 'all', privacy: 'keep', team: 'keep' });
    const preview = await office.submits('eva', form, { people: 'sam, mary', privacy: 'keep', team: 'Deal Desk' });

    expect(nothing).toMatchObject({
      kind: 'fields',
      errors: { privacy: expect.stringContaining('nothing would change') },
    });
    expect(replyText(preview)).toContain('team none → Deal Desk');
    expect(replyText(preview)).toContain('is like this already');
  });
});

describe('a team for several members', () => {
  test('is theirs after one confirmation, and those of a team are named by it', async () => {
    const office = await aCompany();
    await office.submits('eva', await office.types('eva', '/seat team mary@acme.example'), { team: 'Deal Desk' });

    await agreed(office, '/seat defaults apply sam, dorothy team:"Deal Desk"');
    const done = await result(office);
    const team = replyText(await office.types('eva', '/seat defaults apply of:"deal desk" team:none'));

    expect(done).toContain('2 people changed');
    expect(await office.seatOf(office.sam)).toMatchObject({ team: 'Deal Desk', privacy: 'share-subjects' });
    expect((await office.audited()).filter((kind) => kind === 'seat.team-changed')).toHaveLength(3);
    expect(team).toContain('3 people of 3 would be changed');
    expect(team).toContain('team Deal Desk → none');
  });

  test('and a level at once are both changed for each', async () => {
    const office = await aCompany();
    await office.submits('eva', await office.types('eva', '/seat team mary@acme.example'), { team: 'Deal Desk' });

    await agreed(office, '/seat defaults apply sam team:"Deal Desk" privacy:participants');
    const done = await result(office);

    expect(done).toContain('1 person changed');
    expect(await office.seatOf(office.sam)).toMatchObject({ team: 'Deal Desk', privacy: 'participants-only' });
  });

  test('is part of the Enterprise tier', async () => {
    const office = await aCompany({ tier: 'scale' });

    expect(replyText(await office.types('ada', '/seat defaults apply all team:Research'))).toContain('Enterprise tier');
  });
});

describe('who is meant', () => {
  test('unknown and ambiguous names are said, repeated ones count once, and the others go on', async () => {
    const office = await aCompany();
    await office.seated(await office.member('sammy', 'Sam Other'));

    const said = 'mary@acme.example, Nobody Known, Sam, Mary Jackson, <!channel>, 🚀 privacy:participants';
    const preview = replyText(await office.types('eva', `/seat defaults apply ${said}`));

    expect(preview).toContain('1 person of 5 would be changed');
    expect(preview).toContain('Nobody Known: Nobody here is called that.');
    expect(preview).toContain(
      'Sam: That could be several people. Write the address: sammy@acme.example, sam@acme.example.',
    );
    expect(preview).toContain('!channel: Nobody here is called that.');
    expect(preview).toContain('1 person named more than once counts once.');
  });

  test.each([
    ['of:Nowhere privacy:participants', 'There is no team “Nowhere”'],
    ['of:Empty privacy:participants', 'Nobody is in the team Empty.'],
    ['all of:Empty privacy:participants', 'and not both'],
    ['", ,;" privacy:participants', 'Write names or e-mail addresses'],
    ['all team:Nowhere', 'There is no team “Nowhere”'],
    ['all privacy:everything', 'Choose share-all, share-subjects or participants-only.'],
  ])('is refused with the way out: %s', async (said, reason) => {
    const office = await aCompany();
    await office.inAccount(({ teams }) =>
      teams.add({ id: office.deps.ids.next('team'), accountId: ACME, name: 'Empty' }),
    );

    expect(replyText(await office.types('eva', `/seat defaults apply ${said}`))).toContain(reason);
  });

  test('more than can be looked through are too many', async () => {
    const office = await aCompany();
    const names = Array.from({ length: 501 }, (_, index) => `p${index}@acme.example`).join(',');

    expect(replyText(await office.types('eva', `/seat defaults apply ${names} privacy:participants`))).toContain(
      '501 names are too many at once; 500 is the most.',
    );
  });
});
