import type { OpenedSecret } from '../../core/credentials/opened-secret.ts';
import type { MailboxProvider } from '../../core/mailboxes/mailbox-provider.ts';
import { unreachable } from '../../core/result.ts';
import type { MailboxProviders } from '../../core/mailboxes/mailbox-providers.ts';
import type { GoogleDeps } from './google/google-client.ts';
import { createGoogleMailboxes } from './google/google-mailboxes.ts';
import type { MicrosoftDeps } from './microsoft/graph-client.ts';
import { createMicrosoftMailboxes } from './microsoft/microsoft-mailboxes.ts';
import { perCredential, type OpenCredential } from './per-credential.ts';

export type MailboxProvidersDeps = {
  readonly openCredential: OpenCredential;
  readonly google: Omit<GoogleDeps, 'secret'>;
  readonly microsoft: Omit<MicrosoftDeps, 'secret'>;
};

export function createMailboxProviders(deps: MailboxProvidersDeps): MailboxProviders {
  return { of: perCredential(deps.openCredential, (secret) => mailboxesOf(deps, secret)) };
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
