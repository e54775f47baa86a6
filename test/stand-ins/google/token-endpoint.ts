import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import { err, ok } from '../../../core/result.ts';
import type { Result } from '../../../core/result.ts';
import type { Clock } from '../../../core/clock.ts';
import type { Firm, Person } from '../corpus/demo-firm.ts';
import { json } from '../http/exchange.ts';
import type { Answer, Exchange } from '../http/exchange.ts';

/** The members of a service account's key file that clients read. */
export type ServiceAccountKey = {
  readonly type: 'service_account';
  readonly client_id: string;
  readonly client_email: string;
  readonly private_key_id: string;
  readonly private_key: string;
  readonly token_uri: string;
};

export type GoogleToken = { readonly person: Person; readonly scopes: ReadonlySet<string> };

export interface TokenEndpoint {
  readonly serviceAccount: ServiceAccountKey;
  readonly answer: (exchange: Exchange) => Promise<Answer>;
  readonly tokenFor: (accessToken: string | undefined) => GoogleToken | undefined;
  /** What the Workspace admin has entered under domain-wide delegation. */
  readonly delegate: (clientId: string, scopes: readonly string[]) => void;
  readonly revokeAllTokens: () => void;
}

export type TokenEndpointOptions = {
  readonly firm: Firm;
  /** Wall time: the clients' libraries date their assertions by it. */
  readonly signInClock: Clock;
  readonly tokenSeconds: number;
};

const TOKEN_URI = 'https://oauth2.googleapis.com/token';

const formSchema = z.object({
  grant_type: z.literal('urn:ietf:params:oauth:grant-type:jwt-bearer'),
  assertion: z.string(),
});
const claimsSchema = z.object({
  iat: z.number(),
  exp: z.number(),
  scope: z.string().min(1),
  sub: z.string().optional(),
});
type Claims = z.infer<typeof claimsSchema>;

export function createTokenEndpoint({ firm, signInClock, tokenSeconds }: TokenEndpointOptions): TokenEndpoint {
  const { serviceAccount, publicKey } = createServiceAccount();
  const delegated = new Map<string, ReadonlySet<string>>();
  const issued = new Map<string, GoogleToken & { readonly expiresMs: number }>();
  const now = (): number => signInClock.now().epochMilliseconds;
  return {
    serviceAccount,
    delegate: (clientId, scopes) => void delegated.set(clientId, new Set(scopes)),
    revokeAllTokens: () => issued.clear(),
    tokenFor: (accessToken) => {
      const token = issued.get(accessToken ?? '');
      return token === undefined || token.expiresMs <= now() ? undefined : token;
    },
    answer: async ({ body }) => {
      const claims = await verified({ serviceAccount, publicKey, nowMs: now() }, body);
      if (!claims.ok) return claims.error;
      const granted = grant(firm, delegated.get(serviceAccount.client_id) ?? new Set(), claims.value);
      if (!granted.ok) return granted.error;
      const accessToken = `ya29.c.${randomBytes(48).toString('base64url')}`;
      issued.set(accessToken, { ...granted.value, expiresMs: now() + tokenSeconds * 1000 });
      return json(200, { access_token: accessToken, expires_in: tokenSeconds, token_type: 'Bearer' });
    },
  };
}

function createServiceAccount(): { readonly serviceAccount: ServiceAccountKey; readonly publicKey: KeyObject } {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const serviceAccount: ServiceAccountKey = {
    type: 'service_account',
    client_id: '104857600000000000001',
    client_email: 'usher@linden-demo.iam.gserviceaccount.com',
    private_key_id: randomBytes(20).toString('hex'),
    private_key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    token_uri: TOKEN_URI,
  };
  return { serviceAccount, publicKey: keys.publicKey };
}

type Verifying = { readonly serviceAccount: ServiceAccountKey; readonly publicKey: KeyObject; readonly nowMs: number };

async function verified(
  { serviceAccount, publicKey, nowMs }: Verifying,
  body: string,
): Promise<Result<Claims, Answer>> {
  const form = formSchema.safeParse(Object.fromEntries(new URLSearchParams(body)));
  if (!form.success) return err(oauthError(400, 'unsupported_grant_type', 'Invalid grant_type: '));
  const { assertion } = form.data;
  try {
    const { kid } = decodeProtectedHeader(assertion);
    if (kid !== undefined && kid !== serviceAccount.private_key_id) throw new Error('The key is not the account’s');
    const { payload } = await jwtVerify(assertion, publicKey, {
      algorithms: ['RS256'],
      audience: TOKEN_URI,
      issuer: serviceAccount.client_email,
      currentDate: new Date(nowMs),
      clockTolerance: 60,
    });
    const claims = claimsSchema.parse(payload);
    return claims.exp - claims.iat > 3600 || claims.iat > nowMs / 1000 + 60 ? err(notShortLived()) : ok(claims);
  } catch (error) {
    return err(refusedAssertion(error));
  }
}

function grant(firm: Firm, allowed: ReadonlySet<string>, { scope, sub }: Claims): Result<GoogleToken, Answer> {
  const scopes = scope.split(' ').filter((wanted) => wanted !== '');
  if (sub === undefined || scopes.some((wanted) => !allowed.has(wanted))) {
    const description =
      'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.';
    return err(oauthError(401, 'unauthorized_client', description));
  }
  const person = firm.people.find(({ provider, primary }) => provider === 'google' && primary === sub.toLowerCase());
  if (person === undefined) return err(oauthError(400, 'invalid_grant', 'Invalid email or User ID'));
  return ok({ person, scopes: new Set(scopes) });
}

function refusedAssertion(error: unknown): Answer {
  const code = z.object({ code: z.string(), claim: z.string().optional() }).safeParse(error).data;
  if (code?.code === 'ERR_JWT_EXPIRED') return notShortLived();
  if (code?.claim === 'iss') return oauthError(400, 'invalid_grant', 'Invalid grant: account not found');
  if (code?.claim === 'aud') return oauthError(400, 'invalid_grant', 'Invalid JWT: Failed audience check.');
  if (code?.code.startsWith('ERR_JWS') === true) return oauthError(400, 'invalid_grant', 'Invalid JWT Signature.');
  return oauthError(400, 'invalid_grant', 'Bad Request');
}

function notShortLived(): Answer {
  return oauthError(
    400,
    'invalid_grant',
    'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
  );
}

function oauthError(status: number, error: string, description: string): Answer {
  return json(status, { error, error_description: description });
}
