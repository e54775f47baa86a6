import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise } from './enterprise.ts';

describe('teams', () => {
  test('a name that nobody has heard of is asked about before it becomes a team', async () => {
    const office = await anEnterprise();
    await office.seated(office.sam);

    const asked = await office.types('eva', '/seat team sam@acme.example Deal Desk');
    const between = await office.seatOf(office.sam);
    if (asked.kind !== 'private') throw new Error(asked.kind);
    const made = await office.presses('eva', asked.view, 'Make Deal Desk');

    expect(replyText(asked)).toContain('There is no team “Deal Desk”');
    expect(between?.team).toBeUndefined();
    expect(replyText(made)).toContain('Sam Standard is in the team Deal Desk now');
    expect((await office.seatOf(office.sam))?.team).toBe('Deal Desk');
    expect(await office.audited()).toEqual(expect.arrayContaining(['team.made', 'seat.team-changed']));
  });

  test('that are known are offered, listed with their people, and found in whatever case', async () => {
    const office = await anEnterprise();
    await office.seated(office.sam);
    await office.seated(office.ada);
    const asked = await office.types('eva', '/seat team sam@acme.example Deal Desk');
    if (asked.kind !== 'private') throw new Error(asked.kind);
    await office.presses('eva', asked.view, 'Make Deal Desk');

    const put = replyText(await office.types('eva', '/seat team ada@acme.example "deal  DESK"'));
    const slip = replyText(await office.types('eva', '/seat team ada@acme.example Deal Dask'));
    const teams = replyText(await office.types('eva', '/seat team'));
    const listed = replyText(await office.types('eva', '/seat list team:"DEAL DESK"'));

    expect(put).toContain('Ada Lovelace is in the team Deal Desk now');
    expect(slip).toContain('[Put into Deal Desk]');
    expect(teams).toContain('1 team');
    expect(teams).toMatch(/Deal Desk\W+2/u);
    expect(listed).toContain('2 people');
  });

  test('none takes somebody out of their team', async () => {
    const office = await anEnterprise();
    await office.seated(office.sam, { team: 'Research' });

    const text = replyText(await office.types('eva', '/seat team sam@acme.example none'));

    expect(text).toContain('Sam Standard is in no team now');
    expect((await office.seatOf(office.sam))?.team).toBeUndefined();
  });

  test('are part of the Enterprise tier', async () => {
    const office = await anEnterprise({ tier: 'advanced' });
    await office.seated(office.sam);

    const text = replyText(await office.types('ada', '/seat team sam@acme.example Research'));

    expect(text).toContain('It is not part of the tier of this account.');
    expect((await office.seatOf(office.sam))?.team).toBeUndefined();
  });

  test('an invitation puts the person into the team as it is called', async () => {
    const office = await anEnterprise();
    await office.seated(office.sam);
    const asked = await office.types('eva', '/seat team sam@acme.example Deal Desk');
    if (asked.kind !== 'private') throw new Error(asked.kind);
    await office.presses('eva', asked.view, 'Make Deal Desk');

    await office.types('eva', '/seat invite linus@acme.example Linus Torvald privacy:subjects team:"deal desk"');

    const seats = await office.inAccount(({ seats: all }) => all.list());
    expect(seats.map(({ team }) => team)).toEqual(['Deal Desk', 'Deal Desk']);
    expect(await office.inAccount(({ teams }) => teams.list())).toHaveLength(1);
  });
});
