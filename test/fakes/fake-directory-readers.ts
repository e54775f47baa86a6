import type { Provider } from '../../core/accounts/provider.ts';
import type { DirectoryFailure, DirectoryPerson, DirectoryReaders } from '../../core/directory/directory-reader.ts';
import { err, ok } from '../../core/result.ts';
import { createFakeDirectory, type FakeDirectory } from './fake-directory.ts';
import { createScript } from './scripted-failures.ts';

/** The directories of a firm, one for each mail system it has. */
export function createFakeDirectoryReaders() {
  const directories = new Map<Provider, FakeDirectory>();
  const script = createScript<DirectoryFailure>();
  const asked: string[] = [];
  const readers: DirectoryReaders = {
    of: async (_accountId, provider) => {
      const directory = directories.get(provider);
      if (directory === undefined) return err({ kind: 'not-connected' });
      return ok({
        page: async (listing, signal) => {
          asked.push(`${provider} ${listing.domain} ${listing.from ?? 'begin'}`);
          const failure = script.next();
          return failure === undefined ? await directory.page(listing, signal) : err(failure);
        },
      });
    },
  };
  return {
    readers,
    /** Every page that was asked for. */
    asked,
    has: (provider: Provider, ...names: readonly (string | DirectoryPerson)[]): void => {
      const directory = directories.get(provider) ?? createFakeDirectory();
      directories.set(provider, directory);
      for (const one of names) {
        const { address, fullName, isReachable } = typeof one === 'string' ? personCalled(one) : one;
        directory.join(address, fullName, isReachable);
      }
    },
    failNext: script.add,
  };
}

/** `Mary Jackson` has the mailbox mary@acme.example. */
function personCalled(fullName: string): DirectoryPerson {
  const [first = ''] = fullName.toLowerCase().split(' ');
  return { fullName, address: `${first}@acme.example`, isReachable: true };
}
