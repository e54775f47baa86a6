import { describe, expect, test } from 'vitest';
import { createDomain } from '../../../core/commands/domain.ts';
import { createSetupProvider } from '../../../core/commands/setup-provider.ts';
import { createSetup } from '../../../core/commands/setup.ts';
import { openCredential } from '../../../core/credentials/open-credential.ts';
import { ACME, NOW } from '../../builders/ids.ts';
import { aCredential, aVerifiedClaim } from '../../builders/setup.ts';
import { aSetupWorld, button, OPERATOR, shown } from '../accounts/setup-world.ts';
import { aDisk, APPLICATION, SERVICE_ACCOUNT } from '../credentials/key-files.ts';

const DISK = aDisk({
  '/keys/google.json': SERVICE_ACCOUNT,
  '/keys/my app.json': APPLICATION,
  '/keys/huge.json': 'too-large',
  '/etc/shadow': 'not-readable',
});

const world = () =>
  aSetupWorld((deps) => [
    createSetup(),
    ...createDomain(deps),
    ...createSetupProvider({
      ...deps,
      secretFilesOf: ({ surface }) => (surface === OPERATOR.surface ? DISK : undefined),
    }),
  ]);

describe('setup', () => {
  test('shows three lines in the order access, domain, role, and one thing to do next', async () => {
    const { say, adaInChat } = await world();

    const reply = await say(adaInChat, '/seat setup');

    const text = shown(reply);
    expect(text).toContain('1 of 3 steps are done');
    expect(text.indexOf('Mailbox access, missing')).toBeGreaterThan(0);
    expect(text.indexOf('Domain, missing')).toBeGreaterThan(text.indexOf('Mailbox access'));
    expect(text.indexOf('Role, done')).toBeGreaterThan(text.indexOf('Domain, missing'));
    expect(text).toContain('Who can mend it: the administrator of your mail system');
    expect(
      'view' in reply &&
        reply.view.actions.filter(
          ({ kind, ...action }) => kind === 'run' && 'weight' in action && action.weight === 'primary',
        ),
    ).toHaveLength(1);
  });

  test('goes on to the domain when the access works, and to the first invitation when all is done', async () => {
    const { say, adaInChat, read } = await world();
    await read(({ credentials }) =>
      credentials.add(aCredential({ health: { kind: 'ok', access: 'headers', checkedAt: NOW } })),
    );

    const second = shown(await say(adaInChat, 'setup'));
    await read(({ domains }) => domains.add(aVerifiedClaim()));
    const last = shown(await say(adaInChat, 'setup'));

    expect(second).toContain('[Add a domain]');
    expect(last).toContain('Everything is set up');
    expect(last).toContain('[Invite a colleague]');
  });

  test('says what fails, who can mend it, and checks again at the press of its button', async () => {
    const { say, press, adaInChat, read, database } = await world();
    const failing = { kind: 'failing', cause: 'delegation-missing', since: NOW, checkedAt: NOW } as const;
    await read(({ credentials }) => credentials.add(aCredential({ health: failing })));

    const reply = await say(adaInChat, 'setup');
    const checking = await press(adaInChat, button(reply, 'Check again'));

    expect(shown(reply)).toContain('not delegated to the whole domain yet');
    expect(checking.kind).toBe('deferred');
    expect(database.workOf(ACME)).toMatchObject([{ kind: 'credential.check', dueAt: NOW }]);
    expect(await read(({ credentials }) => credentials.of('google'))).toMatchObject({ health: { kind: 'unchecked' } });
  });
});

describe('setup of a mail system in chat', () => {
  test('shows the steps, the exact scopes and how the key is handed over', async () => {
    const { say, adaInChat } = await world();

    const google = shown(await say(adaInChat, 'setup google'));
    const microsoft = shown(await say(adaInChat, 'setup microsoft'));

    expect(google).toContain(
      'https://www.googleapis.com/auth/gmail.metadata,https://www.googleapis.com/auth/admin.directory.user.readonly',
    );
    expect(google).toContain('24 hours');
    expect(google).toContain('covers the whole domain');
    expect(google).toContain('setup google key-file:/path/key.json admin:admin@company.example');
    expect(microsoft).toContain('Mail.ReadBasic.All');
    expect(microsoft).toContain('User.Read.All');
    expect(microsoft).toContain('RBAC for Applications');
  });

  test('reads no file of the machine for somebody who is not at its console', async () => {
    const { say, adaInChat, read } = await world();

    const reply = shown(await say(adaInChat, 'setup google key-file:/keys/google.json'));

    expect(reply).toContain('on the console only');
    expect(await read(({ credentials }) => credentials.list())).toEqual([]);
  });

  test('refuses Exchange on-premises in words', async () => {
    const { say, adaInChat } = await world();

    expect(shown(await say(adaInChat, 'setup exchange'))).toContain('Exchange on-premises cannot be connected');
  });
});

describe('setup of a mail system on the console', () => {
  test('seals the key, has it checked and records it without the secret', async () => {
    const { say, read, deps, database, records } = await world();

    const reply = await say(OPERATOR, 'setup google key-file:/keys/google.json admin:Admin@Acme.example');

    const credential = await read(({ credentials }) => credentials.of('google'));
    if (credential === undefined) throw new Error('Nothing was stored');
    expect(reply.kind).toBe('deferred');
    expect(shown(reply)).toContain('usher@acme.iam.example');
    expect(credential).toMatchObject({ health: { kind: 'unchecked' }, label: 'usher@acme.iam.example' });
    expect(await read((stores) => openCredential(deps, stores, credential))).toMatchObject({
      privateKey: SERVICE_ACCOUNT.private_key,
      admin: 'admin@acme.example',
    });
    expect(database.workOf(ACME)).toMatchObject([{ payload: { credentialId: credential.id }, dueAt: NOW }]);
    expect(await records()).toMatchObject([
      { kind: 'credential.stored', actor: { kind: 'operator', operatorId: 'terminal:operator' } },
    ]);
    expect(JSON.stringify([credential, reply, await records()])).not.toContain('PRIVATE KEY');
  });

  test('keeps the row when the key is replaced, and forgets how the old one did', async () => {
    const { say, read, records } = await world();
    const before = aCredential({ health: { kind: 'ok', access: 'content', checkedAt: NOW } });
    await read(({ credentials }) => credentials.add(before));

    await say(OPERATOR, 'setup google key-file:/keys/google.json');

    const [after, ...others] = await read(({ credentials }) => credentials.list());
    expect(others).toEqual([]);
    expect(after).toMatchObject({ id: before.id, health: { kind: 'unchecked' }, version: 2 });
    expect((await records()).map(({ kind }) => kind)).toEqual(['credential.replaced']);
  });

  test('takes a path with spaces', async () => {
    const { say, read } = await world();

    await say(OPERATOR, 'setup microsoft key-file:"/keys/my app.json"');

    expect(await read(({ credentials }) => credentials.of('microsoft'))).toMatchObject({
      label: `application ${APPLICATION.clientId} of acme.example`,
    });
  });

  test.each([
    ['setup google key-file:/nowhere', 'There is no file at this path'],
    ['setup google key-file:/etc/shadow', 'may not be read'],
    ['setup google key-file:/keys/huge.json', 'too large'],
    ['setup google key-file:"/keys/my app.json"', 'private_key'],
    ['setup google key-file:/keys/google.json admin:nobody', 'Not an e-mail address'],
    ['setup microsoft key-file:"/keys/my app.json" admin:a@acme.example', 'needs no admin address'],
  ])('refuses %s in words and stores nothing', async (text, why) => {
    const { say, read, records } = await world();

    const reply = shown(await say(OPERATOR, text));

    expect(reply).toContain(why);
    expect(await read(({ credentials }) => credentials.list())).toEqual([]);
    expect(await records()).toEqual([]);
  });
});
