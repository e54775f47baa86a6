import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import type { GoogleSecret } from '../../../core/credentials/opened-secret.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { retryAt } from '../retry-after.ts';
import type { GoogleEndpoints, GoogleScope } from './endpoints.ts';

/** `code` is the error of RFC 6749, 5.2, or `bad-key` when the key cannot even sign. */
export type SignInFailure =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'throttled'; readonly retryAt: Temporal.Instant }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

export type AccessToken = { readonly value: string; readonly isFresh: boolean };

/** Tokens by which the service account speaks for one person. They live in memory only. */
export interface SignIn {
  readonly token: (
    subject: string,
    scope: GoogleScope,
    signal: AbortSignal,
  ) => Promise<Result<AccessToken, SignInFailure>>;
  /** After the API refused it: the next one is a new one. */
  readonly forget: (subject: string, scope: GoogleScope) => void;
}

export type SignInDeps = { readonly secret: GoogleSecret; readonly endpoints: GoogleEndpoints; readonly clock: Clock };

export function createSignIn(deps: SignInDeps): SignIn {
  const held = new Map<string, Held>();
  return {
    forget: (subject, scope) => void held.delete(`${scope} ${subject}`),
    token: async (subject, scope, signal) => {
      const key = `${scope} ${subject}`;
      const known = held.get(key);
      if (known !== undefined && performance.now() < known.renewAtMs) return ok({ value: known.value, isFresh: false });
      const asked = await ask(deps, { subject, scope }, signal);
      if (!asked.ok) return asked;
      const { access_token: value, expires_in: seconds } = asked.value;
      held.set(key, { value, renewAtMs: performance.now() + (seconds - RENEW_SECONDS_EARLY) * 1000 });
      return ok({ value, isFresh: true });
    },
  };
}

type Held = { readonly value: string; readonly renewAtMs: number };

const RENEW_SECONDS_EARLY = 120;
const TIMEOUT_MS = 20_000;
const DEFAULT_WAIT = Temporal.Duration.from({ seconds: 30 });
/** The audience is the vendor's own address, wherever the token is fetched. */
const AUDIENCE = 'https://oauth2.googleapis.com/token';
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const grantedSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const refusedSchema = z.object({ error: z.string() });
type Granted = z.infer<typeof grantedSchema>;
type Wanted = { readonly subject: string; readonly scope: GoogleScope };

async function ask(deps: SignInDeps, wanted: Wanted, signal: AbortSignal): Promise<Result<Granted, SignInFailure>> {
  const assertion = await assertionOf(deps.secret, wanted);
  if (assertion === undefined) return err({ kind: 'refused', code: 'bad-key' });
  try {
    const response = await fetch(deps.endpoints.token, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: GRANT_TYPE, assertion }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return answerOf(deps, response, await response.text());
  } catch (cause) {
    signal.throwIfAborted();
    return err({ kind: 'unavailable', cause });
  }
}

async function assertionOf(secret: GoogleSecret, { subject, scope }: Wanted): Promise<string | undefined> {
  const { clientEmail, privateKey } = secret;
  try {
    return await new SignJWT({ scope })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(clientEmail)
      .setAudience(AUDIENCE)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime('55m')
      .sign(createPrivateKey(privateKey));
  } catch {
    // The only input is the key: what cannot sign is no key.
    return undefined;
  }
}

function answerOf(deps: SignInDeps, { status, headers }: Response, body: string): Result<Granted, SignInFailure> {
  const granted = status === 200 ? grantedSchema.safeParse(parsed(body)) : undefined;
  if (granted?.success === true) return ok(granted.data);
  if (status === 429) {
    const asked = { retryAfter: headers.get('retry-after') ?? undefined, date: headers.get('date') ?? undefined };
    return err({ kind: 'throttled', retryAt: retryAt(deps, asked, DEFAULT_WAIT) });
  }
  const refused = refusedSchema.safeParse(parsed(body));
  if (status >= 400 && status < 500 && refused.success) return err({ kind: 'refused', code: refused.data.error });
  return err({ kind: 'unavailable', cause: new Error(`The token endpoint answered ${status}`) });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // A gateway's error page is no answer of the endpoint.
    return undefined;
  }
}
