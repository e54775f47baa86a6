import type { ProviderFailure } from '../../../core/mailboxes/mailbox-provider.ts';
import { unreachable } from '../../../core/result.ts';
import type { CallFailure } from './call.ts';
import type { GoogleClient } from './google-client.ts';
import { lookUp } from './look-up.ts';

/** Says what a refusal of one mailbox means; where the refusal itself does not tell, the directory does. */
export async function nameFailure(
  client: GoogleClient,
  { address, signal }: { readonly address: string; readonly signal: AbortSignal },
  failure: CallFailure,
): Promise<ProviderFailure> {
  switch (failure.kind) {
    case 'failed':
      return failure.failure;
    case 'token-refused':
      return { kind: 'unauthorised', fault: 'credential', detail: 'a new token was refused' };
    case 'sign-in-refused':
      // The same word stands for a broken key and for a person who is not there.
      if (failure.code !== 'invalid_grant') return { kind: 'unauthorised', fault: 'credential', detail: failure.code };
      return await fromDirectory({ kind: 'unauthorised', fault: 'no-such-mailbox', detail: failure.code });
    case 'mail-off':
      return await fromDirectory(mailOff(client));
    case 'not-found':
    case 'invalid':
      return { kind: 'unavailable', cause: new Error(`The provider refused the request as ${failure.kind}`) };
    default:
      return unreachable(failure);
  }

  async function fromDirectory(otherwise: ProviderFailure): Promise<ProviderFailure> {
    const person = await lookUp(client, address, signal);
    return person.ok ? otherwise : person.error;
  }
}

/** Where the directory sees nothing wrong, the mailbox is new and will open in some minutes. */
function mailOff({ secret }: GoogleClient): ProviderFailure {
  return secret.admin === undefined
    ? { kind: 'unauthorised', fault: 'not-licensed', detail: 'the mail service is off' }
    : { kind: 'unavailable', cause: new Error('The mail service is off') };
}
