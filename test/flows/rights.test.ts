import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise, type Enterprise } from './enterprise.ts';
import { viewText } from './world.ts';

/** What somebody is answered when they type something. */
async function answer(office: Enterprise, user: string, text: string): Promise<string> {
  return replyText(await office.types(user, text));
}

async function presses(office: Enterprise, user: string, text: string, label: string | RegExp) {
  const reply = await office.types(user, text);
  if (reply.kind !== 'private') throw new Error(`Not a card but ${replyText(reply)}`);
  return await office.presses(user, reply.view, label);
}

describe('permissions', () => {
  test('are shown to everybody in plain words, and only an Enterprise Admin is offered to change them', async () => {
    const office = await anEnterprise();

    const evas = await answer(office, 'eva', '/seat permissions');
    const sams = await answer(office, 'sam', '/seat permissions');

    expect(evas).toContain('Who may do what in Acme');
    expect(evas).toMatch(/Users are managed by:\s+Enterprise Admins only/u);
    expect(evas).toContain('[Let Admins manage users]');
    expect(sams).toContain('Who may do what in Acme');
    expect(sams).not.toContain('[Let Admins manage users]');
  });

  test('say on another tier why there is nothing to change', async () => {
    const office = await anEnterprise({ tier: 'advanced' });

    const text = await answer(office, 'ada', '/seat permissions');
    const refused = await answer(office, 'ada', '/seat permissions set managers:standard');

    expect(text).toContain('part of the Enterprise tier');
    expect(refused).toContain('It is not part of the tier of this account.');
    expect((await office.account()).userManagers).toBe('enterprise-admin');
  });

  test('that are extended to Admins let an Admin invite from their next click on', async () => {
    const office = await anEnterprise();
    const before = await answer(office, 'ada', '/seat invite');

    const shown = await office.types('eva', '/seat permissions set managers:admin');
    const changed = await presses(office, 'eva', '/seat permissions set managers:admin', 'Change permissions');
    const after = await answer(office, 'ada', '/seat invite');

    expect(before).toContain('It can be done by an Enterprise Admin.');
    expect(replyText(shown)).toContain('2 people instead of 1 may invite');
    expect(replyText(changed)).toContain('Permissions were changed');
    expect(after).toContain('Invite a colleague');
    expect(await office.audited()).toContain('account.permissions-changed');
  });

  test('are not changed by a card that somebody else has overtaken', async () => {
    const office = await anEnterprise();
    const card = await office.types('eva', '/seat permissions set managers:admin');
    await presses(office, 'eva', '/seat permissions set sharing:teams-only', 'Change permissions');
    if (card.kind !== 'private') throw new Error(card.kind);

    const late = await office.presses('eva', card.view, 'Change permissions');

    expect(replyText(late)).toContain('Change permissions of the account?');
    expect(await office.account()).toMatchObject({ userManagers: 'enterprise-admin', mailSharing: 'teams-only' });
  });

  test('are read at the click: a card in the hands of somebody who was an Enterprise Admin does nothing', async () => {
    const office = await anEnterprise();
    await office.member('zoe', 'Zoe Zander', { role: 'enterprise-admin' });
    const card = await office.types('eva', '/seat permissions set managers:standard');
    await office.types('zoe', '/seat role eva@acme.example standard');
    if (card.kind !== 'private') throw new Error(card.kind);

    const late = await office.presses('eva', card.view, 'Change permissions');

    expect(replyText(late)).toContain('Your role and grants do not include it.');
    expect((await office.account()).userManagers).toBe('enterprise-admin');
  });

  test('that were changed are told to the other Enterprise Admins and not to whoever changed them', async () => {
    const office = await anEnterprise();
    const zoe = await office.member('zoe', 'Zoe Zander', { role: 'enterprise-admin' });

    await presses(office, 'eva', '/seat permissions set managers:admin', 'Change permissions');

    expect(viewText((await office.lastNotice(zoe, 'zoe')).view)).toMatch(/Changed by:\s+Eva Enders/u);
    await expect(office.lastNotice(office.eva, 'eva')).rejects.toThrow('told nothing');
  });
});

describe('roles', () => {
  test('are given by whoever stands highest, and the person is told', async () => {
    const office = await anEnterprise();

    const given = await answer(office, 'eva', '/seat role sam@acme.example admin');

    expect(given).toContain('Sam Standard is Admin now');
    expect(await office.memberNow(office.sam)).toMatchObject({ role: 'admin' });
    expect(viewText((await office.lastNotice(office.sam, 'sam')).view)).toContain('You are Admin now');
    expect(await office.audited()).toContain('member.role-changed');
  });

  test.each([
    ['ada', 'sam@acme.example admin', 'Your role and grants do not include it.'],
    ['eva', 'eva@acme.example standard', 'is the last one here who can give roles'],
    ['eva', 'ada@acme.example admin', 'has it already'],
    ['eva', 'nobody@acme.example admin', 'Nobody here is called'],
    ['eva', 'sam@acme.example boss', 'Choose standard, admin, enterprise-admin.'],
  ])('%s is refused “role %s”: %s', async (user, said, why) => {
    const office = await anEnterprise();
    const before = [await office.memberNow(office.sam), await office.memberNow(office.eva)];

    const text = await answer(office, user, `/seat role ${said}`);

    expect(text).toContain(why);
    expect([await office.memberNow(office.sam), await office.memberNow(office.eva)]).toEqual(before);
  });

  test('below Enterprise there is no Enterprise Admin to become', async () => {
    const office = await anEnterprise({ tier: 'scale' });

    const text = await answer(office, 'ada', '/seat role sam@acme.example enterprise-admin');

    expect(text).toContain('Enterprise Admins exist on the Enterprise tier only');
    expect(await office.memberNow(office.sam)).toMatchObject({ role: 'standard' });
  });

  test('two administrators who step each other down at the same moment leave one', async () => {
    const office = await anEnterprise();
    const zoe = await office.member('zoe', 'Zoe Zander', { role: 'enterprise-admin' });

    await Promise.all([
      office.types('eva', '/seat role zoe@acme.example standard'),
      office.types('zoe', '/seat role eva@acme.example standard'),
    ]);

    const roles = [(await office.memberNow(office.eva))?.role, (await office.memberNow(zoe))?.role];
    expect(new Set(roles)).toEqual(new Set(['enterprise-admin', 'standard']));
  });
});

describe('grants', () => {
  test('of support are given and taken back, and the person is told', async () => {
    const office = await anEnterprise();

    const granted = await answer(office, 'eva', '/seat grant sam@acme.example support');
    const between = await office.memberNow(office.sam);
    const revoked = await answer(office, 'eva', '/seat revoke sam@acme.example support');

    expect(granted).toContain('Sam Standard is Standard, support now');
    expect(between?.grants).toEqual(['support']);
    expect(revoked).toContain('Sam Standard is Standard now');
    expect((await office.memberNow(office.sam))?.grants).toEqual([]);
  });

  test('are given by nobody to themself', async () => {
    const office = await anEnterprise();

    const text = await answer(office, 'eva', '/seat grant eva@acme.example support');

    expect(text).toContain('Nobody gives rights to themself. Ask another administrator to do it.');
    expect((await office.memberNow(office.eva))?.grants).toEqual([]);
  });

  test('of a person named in a form who is nobody stand on the field', async () => {
    const office = await anEnterprise();
    const form = await office.types('eva', '/seat grant');

    const refused = await office.submits('eva', form, { member: 'Nobody Atall', grant: 'support' });

    expect(refused).toMatchObject({ kind: 'fields', errors: { member: expect.stringContaining('Nobody here') } });
  });
});
