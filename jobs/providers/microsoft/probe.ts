import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { ProbeFailure } from '../../../core/credentials/check-credential.ts';
import type { CredentialFault, GrantedAccess } from '../../../core/credentials/org-credential.ts';
import { err, ok, unreachable, type Result } from '../../../core/result.ts';
import { call, type CallFailure } from './call.ts';
import { createGraphClient, type MicrosoftDeps } from './graph-client.ts';

/** Signs in and asks the directory for one person. Whether a mailbox opens is asked for each mailbox by itself. */
export async function probeMicrosoft(
  deps: MicrosoftDeps,
  signal: AbortSignal,
): Promise<Result<GrantedAccess, ProbeFailure>> {
  const client = createGraphClient(deps);
  const path = '/users?$top=1&$select=id,mail,proxyAddresses,accountEnabled,assignedLicenses';
  const seen = await call(client, { lane: 'directory', path, signal }, z.object({ value: z.array(z.unknown()) }));
  if (!seen.ok) return probeFailure(seen.error);
  const token = await client.signIn.token(signal);
  return ok(token.ok ? accessIn(token.value.value) : 'headers');
}

/** The directory's errors that have a cause of their own; all others mean that the proof is not accepted. */
const FAULTS: Readonly<Record<string, CredentialFault>> = {
  '90002': 'unknown-tenant',
  '900023': 'unknown-tenant',
  '700016': 'consent-missing',
  '65001': 'consent-missing',
  '7000229': 'consent-missing',
  '7000222': 'secret-expired',
};

function probeFailure(failure: CallFailure): Result<never, ProbeFailure> {
  switch (failure.kind) {
    case 'failed':
      return failure.failure.kind === 'unauthorised' ? fault('scope-missing') : err(failure.failure);
    case 'sign-in-refused':
      return fault(FAULTS[failure.code] ?? 'key-refused');
    case 'token-refused':
      return fault('key-refused');
    case 'denied':
    case 'not-found':
    case 'no-mailbox':
    case 'link-refused':
      return fault('scope-missing');
    default:
      return unreachable(failure);
  }
}

function fault(kind: CredentialFault): Result<never, ProbeFailure> {
  return err({ kind: 'fault', fault: kind });
}

const CONTENT_ROLES = ['Mail.Read', 'Mail.ReadWrite'];
const claimsSchema = z.object({ roles: z.array(z.string()).default([]) });

/** Rights that are granted inside the mail system do not stand in the token; then the lesser one is assumed. */
function accessIn(token: string): GrantedAccess {
  try {
    const { roles } = claimsSchema.parse(decodeJwt(token));
    return roles.some((role) => CONTENT_ROLES.includes(role)) ? 'content' : 'headers';
  } catch {
    // Tokens are not promised to be readable.
    return 'headers';
  }
}
