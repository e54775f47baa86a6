import type { Provider } from '../../core/accounts/provider.ts';
import type { OpenedSecret } from '../../core/credentials/opened-secret.ts';
import type { Id } from '../../core/ids.ts';
import type { MailboxProvider } from '../../core/mailboxes/mailbox-provider.ts';
import { err, ok, unreachable } from '../../core/result.ts';
import type { MailboxProviders } from '../../core/mailboxes/mailbox-providers.ts';
import type { GoogleDeps } from './google/google-client.ts';
import { createGoogleMailboxes } from './google/google-mailboxes.ts';
import type { MicrosoftDeps } from './microsoft/graph-client.ts';
import { createMicrosoftMailboxes } from './microsoft/microsoft-mailboxes.ts';

export type OpenedCredential = {
  readonly id: Id<'credential'>;
  readonly version: number;
  readonly secret: OpenedSecret;
};

export type MailboxProvidersDeps = {
  /** The account's access to that mail system in clear text; undefined when it has none. */
  readonly openCredential: (accountId: Id<'account'>, provider: Provider) => Promise<OpenedCredential | undefined>;
  readonly google: Omit<GoogleDeps, 'secret'>;
  readonly microsoft: Omit<MicrosoftDeps, 'secret'>;
};

/** Keeps one client per credential and version, with its tokens, in memory and nowhere else. */
export function createMailboxProviders(deps: MailboxProvidersDeps): MailboxProviders {
  const clients = new Map<Id<'credential'>, { readonly version: number; readonly mailboxes: MailboxProvider }>();
  return {
    of: async (accountId, provider) => {
      const credential = await deps.openCredential(accountId, provider);
      if (credential === undefined) return err({ kind: 'not-connected' });
      const { id, version, secret } = credential;
      const known = clients.get(id);
      if (known?.version === version) return ok(known.mailboxes);
      const mailboxes = mailboxesOf(deps, secret);
      clients.set(id, { version, mailboxes });
      return ok(mailboxes);
    },
  };
}

function mailboxesOf({ google, microsoft }: MailboxProvidersDeps, secret: OpenedSecret): MailboxProvider {
  switch (secret.provider) {
    case 'google':
      return createGoogleMailboxes({ ...google, secret });
    case 'microsoft':
      return createMicrosoftMailboxes({ ...microsoft, secret });
    default:
      return unreachable(secret);
  }
}
