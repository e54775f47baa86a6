import type { ProviderFailure } from '../../../core/mailboxes/mailbox-provider.ts';
import { unreachable } from '../../../core/result.ts';
import type { CallFailure } from './call.ts';
import type { GraphClient } from './graph-client.ts';
import { lookUp } from './look-up.ts';

/** Says what a refusal of one mailbox means; where the refusal itself does not tell, the directory does. */
export async function nameFailure(
  client: GraphClient,
  { address, signal }: { readonly address: string; readonly signal: AbortSignal },
  failure: CallFailure,
): Promise<ProviderFailure> {
  switch (failure.kind) {
    case 'failed':
      return failure.failure;
    case 'denied':
      return { kind: 'unauthorised', fault: 'access-denied', detail: failure.code };
    case 'sign-in-refused':
      return { kind: 'unauthorised', fault: 'credential', detail: failure.code };
    case 'token-refused':
      return { kind: 'unauthorised', fault: 'credential', detail: 'a new token was refused' };
    case 'no-mailbox':
      // Somebody who is licensed and has no mailbox in the cloud has it on a server of the firm's own.
      return await fromDirectory({ kind: 'unauthorised', fault: 'on-premises', detail: 'no mailbox in the cloud' });
    case 'not-found':
    case 'link-refused':
      return await fromDirectory({ kind: 'unavailable', cause: new Error(`The provider refused as ${failure.kind}`) });
    default:
      return unreachable(failure);
  }

  async function fromDirectory(otherwise: ProviderFailure): Promise<ProviderFailure> {
    const person = await lookUp(client, address, signal);
    return person.ok ? otherwise : person.error;
  }
}
