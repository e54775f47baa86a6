import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SurfaceAddresses } from '../../core/outbox/conversation-references.ts';
import { anAccount } from '../builders/account.ts';
import { ids } from '../builders/ids.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

describe('what a surface learned about reaching somebody', () => {
  let database: TestDatabase;
  let addresses: SurfaceAddresses;
  const clock = createFakeClock();
  const ada = { surface: 'chat', workspace: 'acme', kind: 'user', user: 'ada' } as const;

  beforeAll(async () => {
    database = await openTestDatabase();
    addresses = database.addressesAt(clock);
    const account = anAccount({ id: ids.next('account') });
    await database.registry.createAccount(account);
    await database.registry.bindWorkspace({ surface: 'chat', workspace: 'acme', accountId: account.id });
  });

  afterAll(() => database.stop());

  test('is kept, and the latest wins', async () => {
    await addresses.remember(ada, 'first');
    await addresses.remember(ada, 'second');

    expect(await addresses.recall(ada)).toBe('second');
  });

  test('is forgotten when the surface was told to go away', async () => {
    await addresses.remember({ ...ada, user: 'eve' }, 'somewhere');

    await addresses.forget({ ...ada, user: 'eve' });

    expect(await addresses.recall({ ...ada, user: 'eve' })).toBeUndefined();
    expect(await addresses.recall(ada)).toBe('second');
  });

  test('lists the channels of a workspace, the latest first and no more than asked for', async () => {
    for (const channel of ['one', 'two', 'three']) {
      clock.advance({ seconds: 1 });
      await addresses.remember({ surface: 'chat', workspace: 'acme', kind: 'channel', channel }, channel);
    }

    expect(await addresses.channels('chat', 'acme', 2)).toEqual(['three', 'two']);
  });

  test('is not kept for a workspace that belongs to no account', async () => {
    const stranger = { surface: 'chat', workspace: 'nobody', kind: 'workspace' } as const;

    await addresses.remember(stranger, 'somewhere');

    expect(await addresses.recall(stranger)).toBeUndefined();
    expect(await addresses.channels('chat', 'nobody', 5)).toEqual([]);
  });
});
