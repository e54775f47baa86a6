import { describe, expect, test } from 'vitest';
import type { DirectoryPerson, DirectoryReader } from '../../core/directory/directory-reader.ts';

export type DirectoryUnderTest = AsyncDisposable & {
  /** With few people a page, so that three pages come. */
  readonly reader: DirectoryReader;
  readonly domain: string;
  readonly reachable: readonly string[];
  readonly unreachable: readonly string[];
};

/** What every reader of a directory does, the fake and the real ones. */
export function directoryReaderContract(name: string, open: () => Promise<DirectoryUnderTest>): void {
  const { signal } = new AbortController();

  describe(`the directory of ${name}`, () => {
    test('is listed page by page, everybody of the domain once, whoever cannot be reached marked', async () => {
      await using given = await open();
      const people: DirectoryPerson[] = [];
      let pages = 0;
      for (let from: string | undefined, more = true; more; pages += 1) {
        const page = await given.reader.page({ domain: given.domain, from }, signal);
        if (!page.ok) throw new Error(`No page but ${page.error.kind}`);
        people.push(...page.value.people);
        from = page.value.next;
        more = from !== undefined;
      }

      const addresses = (isReachable: boolean) =>
        people.filter((one) => one.isReachable === isReachable).map(({ address }) => address);
      expect(pages).toBeGreaterThan(1);
      expect(addresses(true).toSorted()).toEqual(given.reachable.toSorted());
      expect(addresses(false).toSorted()).toEqual(given.unreachable.toSorted());
      expect(people.every(({ fullName }) => fullName.includes(' '))).toBe(true);
    });

    test('says that a page that was asked for too late is gone', async () => {
      await using given = await open();

      const page = await given.reader.page({ domain: given.domain, from: '?$skiptoken=long-ago' }, signal);

      expect(page).toEqual({ ok: false, error: { kind: 'page-gone' } });
    });
  });
}
