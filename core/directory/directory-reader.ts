import type { Provider } from '../accounts/provider.ts';
import type { Id } from '../ids.ts';
import type { ProviderFailure } from '../mailboxes/mailbox-provider.ts';
import type { Result } from '../result.ts';

export type DirectoryPerson = {
  /** The primary address, as the directory writes it. */
  readonly address: string;
  readonly fullName: string;
  /** They may sign in and have a mailbox of their own. */
  readonly isReachable: boolean;
};

/** `next` is undefined on the last page; else it is opaque, and where the listing goes on. */
export type DirectoryPage = { readonly people: readonly DirectoryPerson[]; readonly next: string | undefined };

/** `page-gone`: where it was to go on is too old, so the listing begins anew. */
export type DirectoryFailure = ProviderFailure | { readonly kind: 'page-gone' };

/** Lists the people of one domain of an organization page by page. No retries inside: a failure is returned at once. */
export interface DirectoryReader {
  readonly page: (
    listing: { readonly domain: string; readonly from: string | undefined },
    signal: AbortSignal,
  ) => Promise<Result<DirectoryPage, DirectoryFailure>>;
}

/** Opens the organization's access to the directory of one mail system. */
export interface DirectoryReaders {
  readonly of: (
    accountId: Id<'account'>,
    provider: Provider,
  ) => Promise<Result<DirectoryReader, { readonly kind: 'not-connected' }>>;
}
