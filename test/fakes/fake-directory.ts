import type { DirectoryPerson, DirectoryReader } from '../../core/directory/directory-reader.ts';
import { err, ok } from '../../core/result.ts';

export type FakeDirectory = DirectoryReader & {
  readonly join: (address: string, fullName: string, isReachable?: boolean) => void;
  readonly leave: (address: string) => void;
  /** Pages that were given out before are gone. */
  readonly expirePages: () => void;
  /** Before the next page is given out. */
  readonly before: (happens: () => Promise<void>) => void;
  /** The page after so many gets no answer, once. */
  readonly breaksAfter: (pages: number) => void;
  readonly asked: () => number;
};

/** A directory in memory, in the order of the addresses. */
export function createFakeDirectory({ pageSize = 2 }: { readonly pageSize?: number } = {}): FakeDirectory {
  const people = new Map<string, DirectoryPerson>();
  let age = 0;
  let asked = 0;
  let breaksAt: number | undefined;
  let happens: (() => Promise<void>) | undefined;
  return {
    join: (address, fullName, isReachable = true) => void people.set(address, { address, fullName, isReachable }),
    leave: (address) => void people.delete(address),
    expirePages: () => {
      age += 1;
    },
    before: (next) => {
      happens = next;
    },
    breaksAfter: (pages) => {
      breaksAt = asked + pages + 1;
    },
    asked: () => asked,
    page: async ({ domain, from }) => {
      asked += 1;
      const first = happens;
      happens = undefined;
      await first?.();
      if (asked === breaksAt) return err({ kind: 'unavailable', cause: new Error('No answer') });
      const [of, start] = from === undefined ? [`${age}`, '0'] : from.split(':');
      if (of !== `${age}` || start === undefined) return err({ kind: 'page-gone' });
      const all = [...people.values()]
        .filter(({ address }) => address.endsWith(`@${domain}`))
        .toSorted((one, other) => (one.address < other.address ? -1 : 1));
      const end = Number(start) + pageSize;
      return ok({ people: all.slice(Number(start), end), next: end < all.length ? `${age}:${end}` : undefined });
    },
  };
}
