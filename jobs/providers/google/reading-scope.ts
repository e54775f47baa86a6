import { err, ok, type Result } from '../../../core/result.ts';
import type { CallFailure } from './call.ts';
import { GOOGLE_SCOPES, type GoogleScope } from './endpoints.ts';
import type { GoogleClient } from './google-client.ts';

/** The least right that is granted and serves: headers alone, or content where only that was delegated. */
export async function readingScope(
  { signIn, scopes }: GoogleClient,
  subject: string,
  signal: AbortSignal,
): Promise<Result<GoogleScope, CallFailure>> {
  const known = scopes.get(subject);
  const order = known === GOOGLE_SCOPES.content ? LEAST_FIRST.toReversed() : LEAST_FIRST;
  let refused = '';
  for (const scope of order) {
    const token = await signIn.token(subject, scope, signal);
    if (token.ok) {
      scopes.set(subject, scope);
      return ok(scope);
    }
    if (token.error.kind !== 'refused') return err({ kind: 'failed', failure: token.error });
    refused = token.error.code;
  }
  scopes.delete(subject);
  return err({ kind: 'sign-in-refused', code: refused });
}

const LEAST_FIRST = [GOOGLE_SCOPES.headers, GOOGLE_SCOPES.content] as const;
