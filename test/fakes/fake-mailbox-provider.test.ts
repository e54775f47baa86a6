import { describe, expect, test } from 'vitest';
import type { ChangePage } from '../../core/mailboxes/mailbox-provider.ts';
import { NOW } from '../builders/ids.ts';
import { aMessageHead } from '../builders/mailboxes.ts';
import { createFakeMailboxProvider, type FakeMailboxProvider } from './fake-mailbox-provider.ts';

const ADDRESS = 'ada@example.com';
const HORIZON = NOW.subtract({ hours: 24 * 365 });
const signal = new AbortController().signal;

describe('a mailbox in memory', () => {
  test('is walked page by page, newest first, and then waits for changes', async () => {
    const provider = createFakeMailboxProvider({ pageSize: 2 });
    provider.addMailbox(ADDRESS).deliver(at(1, 'a'), at(3, 'b'), at(2, 'c'));

    const pages = await readAll(provider, undefined);

    expect(pages.map(idsOf)).toEqual([['b', 'c'], ['a']]);
    expect(pages.map(({ walked }) => walked)).toEqual([false, true]);
  });

  test('nothing that arrives during the walk is lost', async () => {
    const provider = createFakeMailboxProvider({ pageSize: 1 });
    const mailbox = provider.addMailbox(ADDRESS);
    mailbox.deliver(at(1, 'a'), at(2, 'b'));
    const first = await read(provider, undefined);
    mailbox.deliver(at(3, 'newest'));

    const rest = await readAll(provider, first.next);

    expect(rest.map(idsOf)).toEqual([['a'], ['newest']]);
  });

  test('a move is a removal and an arrival under the same id, which pages may part', async () => {
    const provider = createFakeMailboxProvider({ pageSize: 1 });
    const mailbox = provider.addMailbox(ADDRESS);
    mailbox.deliver(at(1, 'a'));
    const walked = await read(provider, undefined);
    mailbox.move('a', ['Archive']);

    const pages = await readAll(provider, walked.next);

    expect(pages.map(({ removed }) => removed)).toEqual([['a'], []]);
    expect(pages[1]?.upserted).toMatchObject([{ providerId: 'a', labels: ['Archive'] }]);
  });

  test('a message that was deleted is told as removed only', async () => {
    const provider = createFakeMailboxProvider({ pageSize: 5 });
    const mailbox = provider.addMailbox(ADDRESS);
    const { next } = await read(provider, undefined);
    mailbox.deliver(at(1, 'a'));
    mailbox.delete('a');

    const [page] = await readAll(provider, next);

    expect(page).toMatchObject({ upserted: [], removed: ['a'] });
  });

  test('an expired cursor begins the walk again', async () => {
    const provider = createFakeMailboxProvider({ pageSize: 2 });
    const mailbox = provider.addMailbox(ADDRESS);
    mailbox.deliver(at(1, 'a'), at(2, 'b'), at(3, 'c'));
    const pages = await readAll(provider, undefined);
    mailbox.expireCursors();

    const again = await readAll(provider, pages.at(-1)?.next);

    expect(again.map(({ restarted }) => restarted)).toEqual([true, false]);
    expect(again.flatMap(idsOf)).toEqual(['c', 'b', 'a']);
  });

  test('nothing older than the horizon is read, in the walk or as a change', async () => {
    const provider = createFakeMailboxProvider();
    const mailbox = provider.addMailbox(ADDRESS);
    const old = aMessageHead({ receivedAt: HORIZON.subtract({ seconds: 1 }) });
    mailbox.deliver(old);
    const { next } = await read(provider, undefined);
    mailbox.move(old.providerId, ['Archive']);

    const [page] = await readAll(provider, next);

    expect(page?.upserted).toEqual([]);
  });

  test('what cannot be read is named, a message by id and a folder as a gap', async () => {
    const provider = createFakeMailboxProvider({ pageSize: 9 });
    const mailbox = provider.addMailbox(ADDRESS);
    mailbox.deliver(at(1, 'a'), at(2, 'b'), aMessageHead({ providerId: 'c', labels: ['Secret'] }));
    mailbox.poison('a', 'broken header');
    mailbox.closeFolder('Secret');

    const page = await read(provider, undefined);

    expect(idsOf(page)).toEqual(['b']);
    expect(page.poisoned).toEqual([{ providerId: 'a', reason: 'broken header' }]);
    expect(page.gaps).toEqual(['Secret']);
  });

  test('a failure that was asked for is answered once and moves no cursor', async () => {
    const provider = createFakeMailboxProvider();
    provider.addMailbox(ADDRESS).deliver(at(1, 'a'));
    const throttled = { kind: 'throttled', retryAt: NOW.add({ minutes: 1 }) } as const;
    provider.failNext(throttled);

    const failed = await provider.changes({ address: ADDRESS, cursor: undefined, horizon: HORIZON }, signal);
    const page = await read(provider, undefined);

    expect(failed).toEqual({ ok: false, error: throttled });
    expect(idsOf(page)).toEqual(['a']);
  });

  test.each([
    ['an alias of a mailbox', 'countess@example.com', 'alias'],
    ['an address without a mailbox', 'nobody@example.com', 'no-such-mailbox'],
    ['a mailbox that was suspended', ADDRESS, 'suspended'],
  ])('%s is refused with its reason', async (_, address, fault) => {
    const provider = createFakeMailboxProvider();
    provider.addMailbox({ address: ADDRESS, aliases: ['countess@example.com'] }).breakWith('suspended');

    const checked = await provider.check(address, signal);

    expect(checked).toMatchObject({ ok: false, error: { kind: 'unauthorised', fault } });
  });

  test('a cursor of another mailbox is a bug', async () => {
    const provider = createFakeMailboxProvider();
    provider.addMailbox(ADDRESS);
    provider.addMailbox('grace@example.com');
    const { next } = await read(provider, undefined);

    const mixed = provider.changes({ address: 'grace@example.com', cursor: next, horizon: HORIZON }, signal);

    await expect(mixed).rejects.toThrow('another mailbox');
  });
});

function at(hours: number, providerId: string) {
  return aMessageHead({ providerId, receivedAt: NOW.subtract({ hours: 24 }).add({ hours }) });
}

function idsOf({ upserted }: ChangePage): readonly string[] {
  return upserted.map(({ providerId }) => providerId);
}

async function read(provider: FakeMailboxProvider, cursor: string | undefined): Promise<ChangePage> {
  const page = await provider.changes({ address: ADDRESS, cursor, horizon: HORIZON }, signal);
  if (!page.ok) throw new Error(`Refused: ${page.error.kind}`);
  return page.value;
}

async function readAll(provider: FakeMailboxProvider, cursor: string | undefined): Promise<readonly ChangePage[]> {
  const pages = [await read(provider, cursor)];
  for (let page = pages[0]; page?.more === true; page = pages.at(-1)) pages.push(await read(provider, page.next));
  return pages;
}
