import { importPKCS8, SignJWT } from 'jose';
import type { GoogleStandIn } from './start-google.ts';

export type Assertion = {
  readonly sub: string;
  readonly scopes: readonly string[];
  readonly issuer?: string;
  readonly audience?: string;
  readonly lifeSeconds?: number;
  readonly privateKey?: string;
};

/** Posts a service account's assertion as clients do; for tests that need no client library. */
export async function postAssertion(google: GoogleStandIn, wanted: Assertion): Promise<Response> {
  const { serviceAccount } = google;
  const {
    sub,
    scopes,
    issuer = serviceAccount.client_email,
    audience = serviceAccount.token_uri,
    lifeSeconds = 3600,
  } = wanted;
  const issuedAt = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const assertion = await new SignJWT({ scope: scopes.join(' ') })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: serviceAccount.private_key_id })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(sub)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .sign(await importPKCS8(wanted.privateKey ?? serviceAccount.private_key, 'RS256'));
  const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  return fetch(google.tokenUrl, { method: 'POST', body });
}
