import type { Provider } from '../../core/accounts/provider.ts';
import type { DirectoryFailure, DirectoryPerson, DirectoryReaders } from '../../core/provisioning/directory-reader.ts';
import { err, ok } from '../../core/result.ts';
import { createScript } from './scripted-failures.ts';

/** The directories of a firm, in pages of a few; a place to go on is the number of people before it. */
export function createFakeDirectoryReaders(pageSize = 2) {
  const people = new Map<Provider, DirectoryPerson[]>();
  const script = createScript<DirectoryFailure>();
  const asked: string[] = [];
  const readers: DirectoryReaders = {
    of: async (_accountId, provider) => {
      const all = people.get(provider);
      if (all === undefined) return err({ kind: 'not-connected' });
      return ok({
        page: async ({ domain, from }) => {
          asked.push(`${provider} ${domain} ${from ?? 'begin'}`);
          const failure = script.next();
          if (failure !== undefined) return err(failure);
          const listed = all.filter(({ address }) => address.toLowerCase().endsWith(`@${domain}`));
          const start = Number(from ?? 0);
          const next = start + pageSize < listed.length ? `${start + pageSize}` : undefined;
          return ok({ people: listed.slice(start, start + pageSize), next });
        },
      });
    },
  };
  return {
    readers,
    /** Every page that was asked for. */
    asked,
    has: (provider: Provider, ...names: readonly (string | DirectoryPerson)[]): void => {
      const added = names.map((one) => (typeof one === 'string' ? personCalled(one) : one));
      people.set(provider, [...(people.get(provider) ?? []), ...added]);
    },
    failNext: script.add,
  };
}

/** `Mary Jackson` has the mailbox mary@acme.example. */
function personCalled(fullName: string): DirectoryPerson {
  const [first = ''] = fullName.toLowerCase().split(' ');
  return { fullName, address: `${first}@acme.example`, isReachable: true };
}
