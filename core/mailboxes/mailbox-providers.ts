import type { Provider } from '../accounts/provider.ts';
import type { Id } from '../ids.ts';
import type { Result } from '../result.ts';
import type { MailboxProvider } from './mailbox-provider.ts';

/** Opens the organization's access to one mail system; a refusal is the organization's, not the mailbox's. */
export interface MailboxProviders {
  readonly of: (
    accountId: Id<'account'>,
    provider: Provider,
  ) => Promise<Result<MailboxProvider, { readonly kind: 'not-connected' }>>;
}
