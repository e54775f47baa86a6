import { describe, expect, test } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { aSync, addedMember, aMember, anAccount } from './rows.ts';
import { openTestDatabase } from './test-database.ts';

describe('a transaction', () => {
  test('keeps everything or nothing', async () => {
    await using database = await openTestDatabase();
    const accountId = await anAccount(database);

    const broken = database.transaction.run(accountId, async (stores) => {
      await stores.members.add(aMember(accountId, 'ada@example.com'));
      throw new Error('the handler broke');
    });

    await expect(broken).rejects.toThrow('the handler broke');
    expect(await database.transaction.run(accountId, (stores) => stores.members.list())).toEqual([]);
  });

  test('runs again on fresh rows when somebody else was faster', async () => {
    await using database = await openTestDatabase();
    const accountId = await anAccount(database);
    const { id } = await database.transaction.run(accountId, (stores) =>
      addedMember(stores, accountId, 'a@example.com'),
    );
    const rename = (suffix: string) =>
      database.transaction.run(accountId, async ({ members }) => {
        const member = await members.get(id);
        if (member === undefined) throw new Error('The member is gone');
        await members.replace(member, {
          ...member,
          fullName: member.fullName + suffix,
          version: member.version + 1,
        });
      });

    await Promise.all(Array.from({ length: 8 }, () => rename('!')));

    const after = await database.transaction.run(accountId, ({ members }) => members.get(id));
    expect(after).toMatchObject({ fullName: 'Ada Lovelace!!!!!!!!', version: 9 });
  });

  test('gives up on a row that is never again what was read', async () => {
    await using database = await openTestDatabase();
    const accountId = await anAccount(database);
    const member = await database.transaction.run(accountId, (stores) =>
      addedMember(stores, accountId, 'ada@example.com'),
    );
    const outdated = { ...member, version: 7 };

    const replaced = database.transaction.run(accountId, ({ members }) => members.replace(outdated, outdated));

    await expect(replaced).rejects.toThrow('Member changed since it was read');
  });

  test('survives a deadlock: one goes first, the other starts over', async () => {
    await using database = await openTestDatabase();
    const accountId = await anAccount(database);
    const locked = { first: Promise.withResolvers<void>(), second: Promise.withResolvers<void>() };
    const both = (mine: 'sync-only' | 'full-access', other: 'sync-only' | 'full-access', at: 'first' | 'second') =>
      database.transaction.run(accountId, async ({ entitlements }) => {
        await entitlements.lock(mine);
        locked[at].resolve();
        await locked[at === 'first' ? 'second' : 'first'].promise;
        return (await entitlements.lock(other)).seatType;
      });

    const done = await Promise.all([
      both('sync-only', 'full-access', 'first'),
      both('full-access', 'sync-only', 'second'),
    ]);

    expect(done).toEqual(['full-access', 'sync-only']);
  });

  test('signals work after commit, and not at all when nothing was committed', async () => {
    const seen: { readonly workId: Id<'work'>; readonly stored: number }[] = [];
    const reader = Promise.withResolvers<string>();
    await using database = await openTestDatabase({
      signal: {
        wake: async ([work]) => {
          if (work !== undefined)
            seen.push({ workId: work.workId, stored: await countOf(await reader.promise, 'work') });
        },
      },
    });
    reader.resolve(database.adminUrl);
    const accountId = await anAccount(database);
    const work = aSync(accountId, 'sync:1');

    await database.transaction.run(accountId, (stores) => stores.work.add(work));
    const broken = database.transaction.run(accountId, async (stores) => {
      await stores.work.add(aSync(accountId, 'sync:2'));
      throw new Error('the handler broke');
    });

    await expect(broken).rejects.toThrow('the handler broke');
    expect(seen).toEqual([{ workId: work.id, stored: 1 }]);
  });

  test('stands when the signal is lost, and says so', async () => {
    const lost: unknown[] = [];
    await using database = await openTestDatabase({
      signal: { wake: () => Promise.reject(new Error('the alarm clock is down')) },
      signalLost: (error) => lost.push(error),
    });
    const accountId = await anAccount(database);

    await database.transaction.run(accountId, (stores) => stores.work.add(aSync(accountId, 'sync:1')));

    expect(await countOf(database.adminUrl, 'work')).toBe(1);
    expect(lost).toEqual([new Error('the alarm clock is down')]);
  });

  test('keeps instants right in a database whose clock is set to another zone', async () => {
    await using database = await openTestDatabase();
    const name = new URL(database.adminUrl).pathname.slice(1);
    await withPostgres(database.adminUrl, (admin) => admin.query(`ALTER DATABASE ${name} SET TimeZone = 'Asia/Tokyo'`));
    const accountId = await anAccount(database);
    const work = aSync(accountId, 'sync:1');
    await database.transaction.run(accountId, (stores) => stores.work.add(work));

    const lease = await database.queue.claim(accountId, work.id, work.dueAt, work.dueAt.add({ minutes: 1 }));

    expect(lease?.work.dueAt.toString()).toBe(work.dueAt.toString());
    const { rows } = await withPostgres(database.adminUrl, (admin) =>
      admin.query(`SELECT extract(epoch FROM due_at)::int AS due FROM work`),
    );
    expect(rows).toEqual([{ due: work.dueAt.epochMilliseconds / 1000 }]);
  });
});

async function countOf(adminUrl: string, table: string): Promise<number> {
  const { rowCount } = await withPostgres(adminUrl, (admin) => admin.query(`SELECT 1 FROM ${table}`));
  return rowCount ?? 0;
}
