import { z } from 'zod';
import type { MailboxFault, ProviderFailure } from '../../../core/mailboxes/mailbox-provider.ts';
import { err, ok, unreachable, type Result } from '../../../core/result.ts';
import { call, type CallFailure } from './call.ts';
import { GOOGLE_SCOPES } from './endpoints.ts';
import type { GoogleClient } from './google-client.ts';

export type DirectoryPerson = { readonly primaryAddress: string; readonly aliases: readonly string[] };

const userSchema = z.object({
  primaryEmail: z.string(),
  aliases: z.array(z.string()).default([]),
  suspended: z.boolean().default(false),
  isMailboxSetup: z.boolean().default(true),
});

/**
 * Asks the directory, in the administrator's name, who has this address and whether mail is on for them. Undefined
 * when no administrator was named, so that nobody may ask.
 */
export async function lookUp(
  client: GoogleClient,
  address: string,
  signal: AbortSignal,
): Promise<Result<DirectoryPerson | undefined, ProviderFailure>> {
  const { admin } = client.secret;
  if (admin === undefined) return ok(undefined);
  const fields = 'primaryEmail,aliases,suspended,isMailboxSetup';
  // The directory has its own quota, which a look at one person does not strain.
  const request = { subject: admin, scope: GOOGLE_SCOPES.directory, units: 0, signal };
  const found = await call(client, request, userSchema, (options) =>
    client.directory.users.get({ userKey: address, projection: 'basic', fields }, options),
  );
  if (!found.ok) return err(directoryFailure(found.error));
  const { primaryEmail, aliases, suspended, isMailboxSetup } = found.value;
  if (primaryEmail.toLowerCase() !== address.toLowerCase()) return fault('alias', primaryEmail);
  if (suspended) return fault('suspended', 'the directory says so');
  if (!isMailboxSetup) return fault('not-licensed', 'the directory names no mailbox');
  return ok({ primaryAddress: primaryEmail, aliases });
}

function fault(kind: MailboxFault, detail: string): Result<never, ProviderFailure> {
  return err({ kind: 'unauthorised', fault: kind, detail });
}

export function directoryFailure(failure: CallFailure): ProviderFailure {
  switch (failure.kind) {
    case 'not-found':
      return { kind: 'unauthorised', fault: 'no-such-mailbox', detail: 'the directory does not know the address' };
    case 'failed':
      // Whoever may not read the directory is the administrator who was named, not this person.
      return failure.failure.kind === 'unauthorised' ? { ...failure.failure, fault: 'credential' } : failure.failure;
    case 'sign-in-refused':
      return { kind: 'unauthorised', fault: 'credential', detail: failure.code };
    case 'token-refused':
      return { kind: 'unauthorised', fault: 'credential', detail: 'the directory refused a new token' };
    case 'mail-off':
    case 'invalid':
      return { kind: 'unavailable', cause: new Error(`The directory refused the look-up as ${failure.kind}`) };
    default:
      return unreachable(failure);
  }
}
