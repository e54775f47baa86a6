import type { OpenedSecret } from '../../core/credentials/opened-secret.ts';
import type { DirectoryReader, DirectoryReaders } from '../../core/directory/directory-reader.ts';
import { unreachable } from '../../core/result.ts';
import { createGoogleDirectory } from './google/google-directory.ts';
import type { MailboxProvidersDeps } from './mailbox-providers.ts';
import { createMicrosoftDirectory } from './microsoft/microsoft-directory.ts';
import { perCredential } from './per-credential.ts';

/** The directories of the same organizations whose mailboxes are read, within the same quotas. */
export function createDirectoryReaders(deps: MailboxProvidersDeps): DirectoryReaders {
  return { of: perCredential(deps.openCredential, (secret) => directoryOf(deps, secret)) };
}

function directoryOf({ google, microsoft }: MailboxProvidersDeps, secret: OpenedSecret): DirectoryReader {
  switch (secret.provider) {
    case 'google':
      return createGoogleDirectory({ ...google, secret });
    case 'microsoft':
      return createMicrosoftDirectory({ ...microsoft, secret });
    default:
      return unreachable(secret);
  }
}
