import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise, type Enterprise } from './enterprise.ts';
import { viewText } from './world.ts';

async function answer(office: Enterprise, user: string, text: string): Promise<string> {
  return replyText(await office.types(user, text));
}

/** Whoever may, sees what it means and presses. */
async function keeps(office: Enterprise, user: string, setting: string, label = 'Keep it from members') {
  const by = label === 'Keep it from members' ? 'admins' : 'members';
  const card = await office.types(user, `/seat settings set ${setting} ${by}`);
  if (card.kind !== 'private') throw new Error(replyText(card));
  return replyText(await office.presses(user, card.view, label));
}

describe('what members may change about themselves', () => {
  test('is shown to everybody, and changed by whoever gives roles', async () => {
    const office = await anEnterprise({ tier: 'scale' });

    const sams = await answer(office, 'sam', '/seat settings');
    const adas = await answer(office, 'ada', '/seat settings');
    const refused = await answer(office, 'sam', '/seat settings set privacy admins');

    expect(sams).toContain('Their privacy level');
    expect(sams).toContain('the right to object to the reading');
    expect(sams).not.toContain('[Keep from members');
    expect(adas).toContain('[Keep from members: privacy level]');
    expect(refused).toContain('Your role and grants do not include it.');
  });

  test('the privacy level: kept from them it is shown with who sets it, and cannot be changed by a form that stood open', async () => {
    const office = await anEnterprise({ tier: 'scale' });
    await office.seated(office.sam);
    const open = await office.types('sam', '/seat privacy participants');

    const kept = await keeps(office, 'ada', 'privacy');
    const shown = await answer(office, 'sam', '/seat privacy');
    const late = replyText(await office.submits('sam', open, { agreed: true }));
    const why = await answer(office, 'sam', '/seat why privacy confirm sam@acme.example');
    const byAda = await answer(office, 'ada', '/seat privacy sam@acme.example participants');

    expect(kept).toContain('Their privacy level');
    expect(shown).toContain(
      'It is set by your Admin, so you see it here but do not change it. It can be set by an Admin.',
    );
    expect(shown).not.toContain('[Participants');
    expect(late).toContain('An Admin has set this for members');
    expect(await office.seatOf(office.sam)).toMatchObject({ privacy: 'share-subjects' });
    expect(why).toContain('It is set by an Admin for all members with the Standard role.');
    expect(why).toContain('Ada Lovelace');
    expect(byAda).not.toContain('You may not');
  });

  test('an API key, further mailboxes and reading at once: each alone, and not for Admins', async () => {
    const office = await anEnterprise({ tier: 'scale' });
    await office.seated(office.sam, { seatType: 'full-access' });
    await office.seated(office.ada, { seatType: 'full-access' });

    await keeps(office, 'ada', 'api-keys');
    const key = await answer(office, 'sam', '/seat apikey new Warehouse');
    const linked = await answer(office, 'sam', '/seat link sam@acme.example sam@second.example');
    await keeps(office, 'ada', 'mailboxes');
    const unlinked = await answer(office, 'sam', '/seat link sam@acme.example sam@second.example');
    const synced = await answer(office, 'sam', '/seat sync sam@acme.example');
    await keeps(office, 'ada', 'sync');
    const unsynced = await answer(office, 'sam', '/seat sync sam@acme.example');
    const adas = await answer(office, 'ada', '/seat apikey new Warehouse');

    expect(key).toContain('An Admin has set this for members');
    expect(linked).not.toContain('An Admin has set this');
    expect(unlinked).toContain('An Admin has set this for members');
    expect(synced).not.toContain('An Admin has set this');
    expect(unsynced).toContain('An Admin has set this for members');
    expect(adas).toContain('https://usher.example/keys/');
  });

  test('is given back the same way', async () => {
    const office = await anEnterprise();
    await office.seated(office.sam);

    await keeps(office, 'eva', 'privacy');
    const same = await answer(office, 'eva', '/seat settings set privacy admins');
    await keeps(office, 'eva', 'privacy', 'Let members change it');

    expect(same).toContain('It is like this already');
    expect((await office.account()).lockedSettings).toEqual([]);
    expect(await answer(office, 'sam', '/seat privacy')).toContain('[Show');
  });

  test('that was changed is in the audit log and told to the others who may change it', async () => {
    const office = await anEnterprise();
    const zoe = await office.member('zoe', 'Zoe Zander', { role: 'enterprise-admin' });

    await keeps(office, 'eva', 'api-keys');

    expect(await office.audited()).toContain('account.setting-changed');
    const told = viewText((await office.lastNotice(zoe, 'zoe')).view);
    expect(told).toMatch(/Changed by:\s+Eva Enders/u);
    expect(told).toContain('Keys that were made stay valid');
  });

  test('is not changed by a card that somebody else has overtaken', async () => {
    const office = await anEnterprise();
    const card = await office.types('eva', '/seat settings set sync admins');
    await keeps(office, 'eva', 'privacy');
    if (card.kind !== 'private') throw new Error(card.kind);

    const late = await office.presses('eva', card.view, 'Keep it from members');

    expect(replyText(late)).toContain('Keep it from members?');
    expect((await office.account()).lockedSettings).toEqual(['privacy']);
  });
});
