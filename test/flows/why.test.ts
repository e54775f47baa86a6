import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise } from './enterprise.ts';

describe('why', () => {
  test('names the role that is missing, who can by name, and how to get there', async () => {
    const office = await anEnterprise();

    const text = replyText(await office.types('sam', '/seat why invite'));

    expect(text).toContain('What “invite” is missing');
    expect(text).toMatch(/You are:\s+Standard, on the enterprise tier/u);
    expect(text).toContain('An Enterprise Admin can extend user management to your role');
    expect(text).toContain('Eva Enders, Enterprise Admin');
    expect(text).not.toContain('Ada Lovelace');
  });

  test('is offered on a refusal', async () => {
    const office = await anEnterprise();
    const refused = await office.types('sam', '/seat invite');
    if (refused.kind !== 'private') throw new Error(refused.kind);

    const text = replyText(await office.presses('sam', refused.view, 'Why, and who can'));

    expect(text).toContain('What “invite” is missing');
  });

  test('tells the tier where nobody of the account could', async () => {
    const office = await anEnterprise({ tier: 'scale' });

    const text = replyText(await office.types('ada', '/seat why team'));

    expect(text).toContain('It is part of the Enterprise tier, and this account is on scale.');
  });

  test('names the step of the setup that stands in the way', async () => {
    const office = await anEnterprise();
    await office.inAccount(async ({ credentials }) => {
      const [credential] = await credentials.list();
      if (credential === undefined) throw new Error('There is no credential');
      const now = office.clock.now();
      const health = { kind: 'failing', cause: 'secret-expired', since: now, checkedAt: now } as const;
      await credentials.replace(credential, { ...credential, health, version: credential.version + 1 });
    });

    const text = replyText(await office.types('eva', '/seat why invite'));

    expect(text).toContain('Google Workspace:');
    expect(text).toContain('Who can mend it:');
    expect(text).toContain('[Check again]');
  });

  test.each([
    ['sam@acme.example', 'Sam Standard has no seat.'],
    ['ada@acme.example', 'No mailbox of Ada Lovelace is read.'],
  ])('sync %s says what it lacks: %s', async (whom, what) => {
    const office = await anEnterprise();
    await office.seated(office.ada);

    const text = replyText(await office.types('eva', `/seat why sync ${whom}`));

    expect(text).toContain(what);
  });

  test('says that nothing stands in the way where nothing does', async () => {
    const office = await anEnterprise();

    expect(replyText(await office.types('eva', '/seat why invite'))).toContain('Nothing stands in the way of “invite”');
  });

  test('without a command lists what is closed, and of a word that is none the nearest', async () => {
    const office = await anEnterprise();

    const closed = replyText(await office.types('sam', '/seat why'));
    const unknown = replyText(await office.types('sam', '/seat why invte'));

    expect(closed).toContain('permissions set: an Enterprise Admin');
    expect(unknown).toContain('Did you mean invite?');
  });

  test('says of a privacy level that is reserved by whom it can be set', async () => {
    const office = await anEnterprise({ mailSharing: 'teams-only' });
    await office.seated(office.sam);

    const text = replyText(await office.types('sam', '/seat why privacy confirm sam@acme.example'));

    expect(text).toContain('Mail is shared within teams only');
    expect(text).toContain('Eva Enders');
  });
});
