import { z } from 'zod';
import type { ProbeFailure } from '../../../core/credentials/check-credential.ts';
import type { CredentialFault, GrantedAccess } from '../../../core/credentials/org-credential.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { call, type CallFailure } from './call.ts';
import { GOOGLE_SCOPES, type GoogleScope } from './endpoints.ts';
import { createGoogleClient, type GoogleClient, type GoogleDeps } from './google-client.ts';

/** Speaks for the administrator in each scope that is needed, and asks the directory for them. */
export async function probeGoogle(deps: GoogleDeps, signal: AbortSignal): Promise<Result<GrantedAccess, ProbeFailure>> {
  const client = createGoogleClient(deps);
  const { admin } = deps.secret;
  // Without anybody to speak for, a delegation cannot be shown to work.
  if (admin === undefined) return fault('delegation-missing');
  const granted = await grantedScopes(client, admin, signal);
  if (!granted.ok) return granted;
  const scopes = granted.value;
  if (scopes.size === 0) return fault('delegation-missing');
  const hasContent = scopes.has(GOOGLE_SCOPES.content);
  if (!scopes.has(GOOGLE_SCOPES.directory) || (!hasContent && !scopes.has(GOOGLE_SCOPES.headers)))
    return fault('scope-missing');
  const seen = await call(
    client,
    { subject: admin, scope: GOOGLE_SCOPES.directory, units: 0, signal },
    z.object({ primaryEmail: z.string() }),
    (options) => client.directory.users.get({ userKey: admin, fields: 'primaryEmail' }, options),
  );
  return seen.ok ? ok(hasContent ? 'content' : 'headers') : directoryFailure(seen.error);
}

async function grantedScopes(
  { signIn }: GoogleClient,
  admin: string,
  signal: AbortSignal,
): Promise<Result<ReadonlySet<GoogleScope>, ProbeFailure>> {
  const granted = new Set<GoogleScope>();
  for (const scope of Object.values(GOOGLE_SCOPES)) {
    const token = await signIn.token(admin, scope, signal);
    if (token.ok) granted.add(scope);
    else if (token.error.kind !== 'refused') return err(token.error);
    else if (KEY_CODES.has(token.error.code)) return fault('key-refused');
  }
  return ok(granted);
}

/** What the endpoint says of a key, or of a person, that it does not know; of a scope it says `unauthorized_client`. */
const KEY_CODES: ReadonlySet<string> = new Set(['invalid_grant', 'invalid_client', 'bad-key']);

function directoryFailure(failure: CallFailure): Result<never, ProbeFailure> {
  if (failure.kind !== 'failed') return fault('scope-missing');
  // Somebody who is no administrator may not read the directory, whatever the scope.
  return failure.failure.kind === 'unauthorised' ? fault('scope-missing') : err(failure.failure);
}

function fault(kind: CredentialFault): Result<never, ProbeFailure> {
  return err({ kind: 'fault', fault: kind });
}
