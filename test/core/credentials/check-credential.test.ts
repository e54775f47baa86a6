import { describe, expect, test } from 'vitest';
import { createCheckCredential, type CredentialProbe } from '../../../core/credentials/check-credential.ts';
import { keepCredential } from '../../../core/credentials/keep-credential.ts';
import { openCredential } from '../../../core/credentials/open-credential.ts';
import type { OpenedSecret } from '../../../core/credentials/opened-secret.ts';
import { readKeyFile } from '../../../core/credentials/read-key-file.ts';
import { err, ok } from '../../../core/result.ts';
import { ACME, NOW } from '../../builders/ids.ts';
import { aSetupWorld } from '../accounts/setup-world.ts';
import { SERVICE_ACCOUNT } from './key-files.ts';

type Answer = Awaited<ReturnType<CredentialProbe['probe']>>;

describe('checking the access of an organization', () => {
  test('opens the secret for the probe, stores what is granted, tells it once and checks again in a day', async () => {
    const { world, answer, check, health, seen } = await aKeptCredential();
    answer(ok('headers'));

    const first = await check();
    await check();

    expect(seen[0]).toMatchObject({ provider: 'google', clientEmail: SERVICE_ACCOUNT.client_email });
    expect(await health()).toEqual({ kind: 'ok', access: 'headers', checkedAt: NOW });
    expect(first).toMatchObject({ kind: 'again', dueAt: NOW.add({ hours: 24 }), countsAsAttempt: false });
    expect(await world.told()).toEqual(['Mailboxes of Google Workspace can be read']);
  });

  test('names the cause and who can mend it, once per cause, from its first failure on', async () => {
    const { world, answer, check, health } = await aKeptCredential();

    answer(err({ kind: 'fault', fault: 'delegation-missing' }));
    await check();
    world.wait({ hours: 1 });
    await check();
    answer(err({ kind: 'fault', fault: 'scope-missing' }));
    const outcome = await check();

    expect(await health()).toEqual({
      kind: 'failing',
      cause: 'scope-missing',
      since: NOW,
      checkedAt: NOW.add({ hours: 1 }),
    });
    expect(outcome).toMatchObject({ kind: 'again', dueAt: NOW.add({ hours: 2 }) });
    const texts = (await world.notices()).map(({ view }) => JSON.stringify(view));
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('a super administrator of your mail system');
  });

  test('does not take throttling for a failure', async () => {
    const { world, answer, check, health } = await aKeptCredential();
    const retryAt = NOW.add({ seconds: 40 });
    answer(err({ kind: 'throttled', retryAt }));

    const outcome = await check();

    expect(outcome).toEqual({ kind: 'again', dueAt: retryAt, countsAsAttempt: false, reason: 'throttled' });
    expect(await health()).toEqual({ kind: 'unchecked' });
    expect(await world.told()).toEqual([]);
  });

  test('says that the mail system is away to somebody who waits, but not for a moment once it worked', async () => {
    const waiting = await aKeptCredential();
    const working = await aKeptCredential();
    const away = err({ kind: 'unavailable', cause: new Error('ECONNREFUSED') } as const);

    waiting.answer(away);
    await waiting.check();
    working.answer(ok('headers'));
    await working.check();
    working.answer(away);
    working.world.wait({ hours: 24 });
    await working.check();
    const soon = await working.health();
    working.world.wait({ hours: 6 });
    await working.check();

    expect(await waiting.health()).toMatchObject({ kind: 'failing', cause: 'unreachable' });
    expect(soon).toMatchObject({ kind: 'ok', checkedAt: NOW });
    expect(await working.health()).toMatchObject({ kind: 'failing', cause: 'unreachable' });
  });

  test('says nothing about a key that was replaced while it was asked about', async () => {
    const { world, answer, check, health, keep } = await aKeptCredential();
    answer(err({ kind: 'fault', fault: 'key-refused' }), keep);

    const outcome = await check();

    expect(outcome).toEqual({ kind: 'done' });
    expect(await health()).toEqual({ kind: 'unchecked' });
    expect(await world.told()).toEqual([]);
  });

  test('hears from the provider when its secret has expired and when it was renewed', async () => {
    const { world, answer, check } = await aKeptCredential();
    answer(ok('content'));
    await check();
    answer(err({ kind: 'fault', fault: 'secret-expired' }));
    await check();
    answer(ok('content'));
    await check();

    expect(await world.told()).toEqual([
      'Mailboxes of Google Workspace can be read',
      'Mailboxes of Google Workspace cannot be read',
      'Mailboxes of Google Workspace can be read',
    ]);
  });
});

describe('the sealed secret', () => {
  test('shows nothing of itself and opens in its own row only', async () => {
    const { world } = await aKeptCredential();
    const [stored] = await world.read(({ credentials }) => credentials.list());
    if (stored === undefined) throw new Error('Nothing is stored');

    const elsewhere = { ...stored, id: world.deps.ids.next('credential') };

    expect(JSON.stringify(stored)).not.toContain('PRIVATE KEY');
    expect(JSON.stringify(await world.records())).not.toContain('PRIVATE KEY');
    await expect(world.read((stores) => openCredential(world.deps, stores, elsewhere))).rejects.toThrow(/corrupt/);
  });
});

describe('a key that ends', () => {
  test('is told of 30 days, 7 days and 1 day before, once each, and where the new one is handed over', async () => {
    const { world, answer, check } = await aKeptCredential();
    await endsAt(world, NOW.add({ hours: 24 * 40 }));
    answer(ok('headers'));
    const told: string[] = [];

    for (let day = 0; day <= 40; day += 1) {
      const before = (await world.told()).length;
      await check();
      told.push(...(await world.told()).slice(before).map((title) => `${day}: ${title}`));
      world.wait({ hours: 24 });
    }

    expect(told).toEqual([
      '0: Mailboxes of Google Workspace can be read',
      '10: The key for Google Workspace expires in 30 days',
      '33: The key for Google Workspace expires in 7 days',
      '39: The key for Google Workspace expires in 1 day',
    ]);
    const warning = JSON.stringify((await world.notices()).at(-1)?.view);
    expect(warning).toContain('setup google key-file:');
  });

  test('is warned of anew when the one that took its place ends too', async () => {
    const { world, answer, check } = await aKeptCredential();
    answer(ok('headers'));
    await endsAt(world, NOW.add({ hours: 12 }));
    await check();

    await endsAt(world, NOW.add({ hours: 18 }));
    await check();

    expect((await world.told()).filter((title) => title.includes('expires in 1 day'))).toHaveLength(2);
  });
});

async function endsAt({ read }: World, expiresAt: Temporal.Instant): Promise<void> {
  await read(async ({ credentials }) => {
    const credential = await credentials.of('google');
    if (credential === undefined) throw new Error('There is no credential');
    await credentials.replace(credential, { ...credential, expiresAt, version: credential.version + 1 });
  });
}

async function aKeptCredential() {
  const world = await aSetupWorld(() => []);
  const keep = () => keepKey(world, SERVICE_ACCOUNT);
  const { id: credentialId } = await keep();
  const seen: OpenedSecret[] = [];
  let next: { readonly answer: Answer; readonly meanwhile: () => Promise<unknown> };
  const run = createCheckCredential({
    ...world.deps,
    probe: {
      probe: async (_, secret) => {
        seen.push(secret);
        await next.meanwhile();
        return next.answer;
      },
    },
  });
  return {
    world,
    seen,
    keep,
    answer: (answer: Answer, meanwhile: () => Promise<unknown> = async () => {}) => void (next = { answer, meanwhile }),
    check: () => run({ accountId: ACME, credentialId }, new AbortController().signal),
    health: async () => (await world.read(({ credentials }) => credentials.of('google')))?.health,
  };
}

type World = Awaited<ReturnType<typeof aSetupWorld>>;

function keepKey({ deps, read }: World, file: typeof SERVICE_ACCOUNT) {
  const key = readKeyFile('google', JSON.stringify(file), 'admin@acme.example');
  if (!key.ok) throw new Error(key.error.kind);
  const actor = { kind: 'operator', operatorId: 'test' } as const;
  return read((stores) => keepCredential(deps, stores, { ...key.value, accountId: ACME, actor }));
}
