import { describe, expect, test } from 'vitest';
import type { SealedReply } from '../../core/commands/reply.ts';
import type { Input } from '../../core/views/view.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise, type Enterprise } from './enterprise.ts';
import { viewText } from './world.ts';

async function answer(office: Enterprise, user: string, text: string): Promise<string> {
  return replyText(await office.types(user, text));
}

/** What stands in the fields of a form that was just opened. */
function filledIn(reply: SealedReply): Readonly<Record<string, string>> {
  if (reply.kind !== 'form') throw new Error(replyText(reply));
  return Object.fromEntries(reply.form.inputs.flatMap(initial));
}

function initial(input: Input): readonly (readonly [string, string])[] {
  return 'initial' in input && input.initial !== undefined ? [[input.name, input.initial]] : [];
}

async function invitedSeat(office: Enterprise, address: string) {
  return await office.inAccount(async ({ members, seats }) => {
    const member = await members.byAddress(address);
    return member === undefined ? undefined : await seats.ofMember(member.id);
  });
}

async function aCompanyWithDefaults() {
  const office = await anEnterprise();
  await office.inAccount(async ({ accounts, teams }) => {
    await teams.add({ id: office.deps.ids.next('team'), accountId: office.eva.accountId, name: 'Deal Desk' });
    const account = await accounts.get();
    const seatDefaults = { privacy: 'share-subjects', team: 'Deal Desk' } as const;
    await accounts.replace(account, { ...account, seatDefaults, version: account.version + 1 });
  });
  return office;
}

describe('the defaults of new seats', () => {
  test('are shown to whoever invites, and begin with nothing but a Sync Only seat', async () => {
    const office = await anEnterprise();

    const shown = await answer(office, 'eva', '/seat defaults');
    const refused = await answer(office, 'sam', '/seat defaults');

    expect(shown).toContain('What a new seat gets in Acme');
    expect(shown).toMatch(/Seat type:\s+Sync Only/u);
    expect(shown).toMatch(/Privacy level:\s+asked each time/u);
    expect(shown).toMatch(/Team:\s+none/u);
    expect(refused).toContain('You may not run “defaults”');
  });

  test('are changed by words, audited, and told to whoever else may change them', async () => {
    const office = await anEnterprise({ userManagers: 'admin' });

    const changed = await answer(office, 'eva', '/seat defaults set privacy:subjects');

    expect(changed).toContain('The defaults were changed');
    expect(changed).toMatch(/Privacy level:\s+Share subjects only/u);
    expect(await office.audited()).toContain('account.defaults-changed');
    const told = viewText((await office.lastNotice(office.ada, 'ada')).view);
    expect(told).toContain('What a new seat gets was changed');
    expect(told).toContain('Share subjects only (before: asked each time)');
  });

  test('are an Admin’s on Enterprise only where user management was extended to them, and never a Standard member’s', async () => {
    const narrow = await anEnterprise();
    const widest = await anEnterprise({ userManagers: 'standard' });
    const said = '/seat defaults set privacy:participants';

    expect(await answer(narrow, 'ada', said)).toContain('You may not run “defaults set”');
    expect(await answer(widest, 'ada', said)).toContain('The defaults were changed');
    expect(await answer(widest, 'sam', said)).toContain('You may not run “defaults set”');
  });

  test('are prefilled in a form that changes all of them at once', async () => {
    const office = await anEnterprise();
    await office.seated(office.sam);
    await office.submits('eva', await office.types('eva', '/seat team sam@acme.example'), { team: 'Deal Desk' });
    await office.types('eva', '/seat defaults set privacy:subjects');

    const form = await office.types('eva', '/seat defaults set');
    const changed = await office.submits('eva', form, {
      seatType: 'full-access',
      privacy: 'ask',
      team: 'Deal Desk',
      mailSystem: 'google',
    });

    expect(filledIn(form)).toMatchObject({
      seatType: 'sync-only',
      privacy: 'share-subjects',
      team: 'none',
      mailSystem: 'any',
    });
    expect(replyText(changed)).toMatch(/Team:\s+Deal Desk/u);
    expect((await office.account()).seatDefaults).toEqual({
      seatType: 'full-access',
      team: 'Deal Desk',
      mailSystem: 'google',
    });
  });

  test.each([
    ['team:Nowhere', 'There is no team “Nowhere”'],
    ['team:<!channel>', 'There is no team “!channel”'],
    ['team:🚀', 'A team name has letters or digits'],
    ['privacy:everything', 'Choose share-all, share-subjects or participants-only, or ask.'],
    ['privacy:all', 'only headers were granted'],
    ['mail-system:microsoft', 'not connected yet'],
    ['mail-system:exchange', 'Exchange on-premises is not supported'],
    ['seat-type:golden', 'Choose sync-only or full-access.'],
  ])('refuse what no seat could get: %s', async (said, reason) => {
    const office = await anEnterprise();

    const refused = await answer(office, 'eva', `/seat defaults set ${said}`);

    expect(refused).toContain(reason);
    expect((await office.account()).seatDefaults).toEqual({});
  });

  test('have no team below the Enterprise tier', async () => {
    const office = await anEnterprise({ tier: 'scale' });

    expect(await answer(office, 'ada', '/seat defaults')).not.toContain('Team');
    expect(await answer(office, 'ada', '/seat defaults set team:Research')).toContain('Enterprise tier');
  });
});

describe('an invitation that leaves something open', () => {
  test('gets the defaults without being asked for them', async () => {
    const office = await aCompanyWithDefaults();

    const checking = await answer(office, 'eva', '/seat invite linus@acme.example Linus Torvald');

    expect(checking).toMatch(/Privacy:\s+Share subjects only/u);
    expect(checking).toMatch(/Team:\s+Deal Desk/u);
    expect(await invitedSeat(office, 'linus@acme.example')).toMatchObject({
      seatType: 'sync-only',
      privacy: 'share-subjects',
      team: 'Deal Desk',
    });
  });

  test('gets what was said where something was said, and what the preset says', async () => {
    const office = await aCompanyWithDefaults();

    await office.types('eva', '/seat invite linus@acme.example Linus Torvald privacy:participants team:Research');
    await office.types('eva', '/seat invite mary@acme.example Mary Jackson preset:executive');

    expect(await invitedSeat(office, 'linus@acme.example')).toMatchObject({
      privacy: 'participants-only',
      team: 'Research',
    });
    expect(await invitedSeat(office, 'mary@acme.example')).toMatchObject({ privacy: 'participants-only' });
  });

  test('is left out of the team by none, alone and in a row of a list, and no team of that name is made', async () => {
    const office = await aCompanyWithDefaults();
    const list = ['Name,E-mail,Team', 'Linus Torvald,linus@acme.example,none', 'Bob Bemer,bob@acme.example,'].join(
      '\n',
    );

    await office.types('eva', '/seat invite mary@acme.example Mary Jackson team:None');
    const form = await office.types('eva', '/seat invite csv');
    const preview = await office.submits('eva', form, { ...filledIn(form), people: list });
    if (preview.kind !== 'private') throw new Error(replyText(preview));
    await office.presses('eva', preview.view, /^Check 2/u);
    await office.worksOnLists();

    expect(await invitedSeat(office, 'mary@acme.example')).toMatchObject({ team: undefined });
    expect(await invitedSeat(office, 'linus@acme.example')).toMatchObject({ team: undefined });
    expect(await invitedSeat(office, 'bob@acme.example')).toMatchObject({ team: 'Deal Desk' });
    const teams = await office.inAccount((stores) => stores.teams.list());
    expect(teams.map(({ name }) => name)).toEqual(['Deal Desk']);
  });

  test('finds them in its form, where a field that is emptied stays empty', async () => {
    const office = await aCompanyWithDefaults();

    const form = await office.types('eva', '/seat invite');
    await office.submits('eva', form, {
      seatType: 'sync-only',
      fullName: 'Linus Torvald',
      address: 'linus@acme.example',
      privacy: 'share-subjects',
      team: '',
    });

    expect(filledIn(form)).toMatchObject({ privacy: 'share-subjects', team: 'Deal Desk' });
    expect(await invitedSeat(office, 'linus@acme.example')).toMatchObject({ team: undefined });
  });

  test('is not put into a team once the account has left the Enterprise tier', async () => {
    const office = await aCompanyWithDefaults();
    await office.inAccount(async ({ accounts }) => {
      const account = await accounts.get();
      await accounts.replace(account, { ...account, tier: 'advanced', version: account.version + 1 });
    });

    await office.types('ada', '/seat invite linus@acme.example Linus Torvald');
    const changed = await answer(office, 'ada', '/seat defaults set privacy:participants');

    expect(await invitedSeat(office, 'linus@acme.example')).toMatchObject({ team: undefined });
    expect(changed).toContain('The defaults were changed');
    // It waits until the account is back, and nobody took it away.
    expect((await office.account()).seatDefaults).toMatchObject({ team: 'Deal Desk', privacy: 'participants-only' });
  });

  test('that is a list gives them to every row that says nothing', async () => {
    const office = await aCompanyWithDefaults();

    const form = await office.types('eva', '/seat invite csv');
    const preview = await office.types('eva', '/seat invite ada.b@acme.example, linus@acme.example Linus Torvald');
    if (preview.kind !== 'private') throw new Error(replyText(preview));
    await office.presses('eva', preview.view, /^Check 2/u);
    await office.worksOnLists();

    expect(replyText(preview)).toContain('Privacy: Share subjects only for 2 people. Team: Deal Desk for 2 people.');
    expect(filledIn(form)).toMatchObject({ privacy: 'share-subjects', team: 'Deal Desk' });
    expect(await invitedSeat(office, 'linus@acme.example')).toMatchObject({
      privacy: 'share-subjects',
      team: 'Deal Desk',
    });
  });

  test('that is made by provisioning begins with them, too', async () => {
    const office = await aCompanyWithDefaults();

    const form = await office.types('eva', '/seat provisioning on');
    const asked = await answer(office, 'eva', '/seat provisioning on acme.example');

    expect(filledIn(form)).toMatchObject({ privacy: 'share-subjects', seatType: 'sync-only' });
    expect(asked).toContain('at the level “Share subjects only”');
  });
});
