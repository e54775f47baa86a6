import { decodeJwt, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { err, ok } from '../../core/result.ts';
import type { Result } from '../../core/result.ts';
import { isServiceOrigin } from './adapter.ts';
import { TEAMS_CHANNEL } from './config.ts';
import type { TeamsConfig } from './config.ts';
import { tenantOf } from './schema.ts';
import type { TeamsActivity } from './schema.ts';
import { createSigningKeys } from './signing-keys.ts';
import type { SigningKeys } from './signing-keys.ts';

/** Why a request is not believed; for the log only, the sender learns nothing but 401 or 403. */
type Disbelief = { readonly status: 401 | 403; readonly reason: string };

/** What a verified token vouches for. */
export type Voucher = {
  readonly serviceUrl: string;
  readonly endorsements: readonly string[];
  readonly isHomeTenantOnly: boolean;
};

export interface Authenticity {
  /** Needs the header only, so that a stranger's body is never read. Throws when the keys cannot be had. */
  readonly verifyToken: (authorization: string | undefined) => Promise<Result<Voucher, Disbelief>>;
  readonly verifyActivity: (voucher: Voucher, activity: TeamsActivity) => Promise<Result<string, Disbelief>>;
}

export type AuthenticityDeps = {
  readonly config: TeamsConfig;
  readonly clock: Clock;
  readonly isKnownTenant: (tenantId: string) => Promise<boolean>;
};

type Issuer = { readonly issuer: string; readonly keys: SigningKeys; readonly isHomeTenantOnly: boolean };

export function createAuthenticity(deps: AuthenticityDeps): Authenticity {
  const issuers = issuersOf(deps);
  return {
    verifyToken: async (authorization) => {
      const token = bearerIn(authorization, deps.config);
      if (!token.ok) return token;
      // Reads who claims to have signed, to choose among our issuers; nothing of it is kept or believed before verification.
      const issuer = issuers.find((candidate) => candidate.issuer === claimedIssuer(token.value));
      return issuer === undefined ? unauthorized('foreign-issuer') : verify(deps, issuer, token.value);
    },
    verifyActivity: (voucher, activity) => verifyActivity(deps, voucher, activity),
  };
}

function issuersOf({ config, clock }: AuthenticityDeps): readonly Issuer[] {
  const own = { issuer: config.tokenIssuer, keys: createSigningKeys(config.openIdMetadataUrl, clock) };
  const further = config.extraIssuers.map(({ issuer, openIdMetadataUrl }) => ({
    issuer,
    keys: createSigningKeys(openIdMetadataUrl, clock),
    isHomeTenantOnly: true,
  }));
  return [{ ...own, isHomeTenantOnly: false }, ...further];
}

function bearerIn(authorization: string | undefined, config: TeamsConfig): Result<string, Disbelief> {
  if (authorization === undefined) return unauthorized('no-token');
  if (authorization.length > config.maxAuthorizationChars) return unauthorized('token-too-long');
  const token = /^Bearer (?<token>[\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.groups?.['token'];
  return token === undefined ? unauthorized('malformed-token') : ok(token);
}

function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

const claimsSchema = z.object({ serviceurl: z.string().min(1) });

async function verify(deps: AuthenticityDeps, issuer: Issuer, token: string): Promise<Result<Voucher, Disbelief>> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, issuer.keys.keyFor, {
      issuer: issuer.issuer,
      audience: deps.config.appId,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'nbf'],
      clockTolerance: deps.config.clockSkewSeconds,
      currentDate: new Date(deps.clock.now().epochMilliseconds),
    });
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) return unauthorized('no-serviceurl-claim');
    const endorsements = await issuer.keys.endorsementsOf(protectedHeader.kid);
    return ok({ serviceUrl: claims.data.serviceurl, endorsements, isHomeTenantOnly: issuer.isHomeTenantOnly });
  } catch (error) {
    if (error instanceof errors.JOSEError) return unauthorized(error.code);
    throw error;
  }
}

async function verifyActivity(
  { config, clock, isKnownTenant }: AuthenticityDeps,
  voucher: Voucher,
  activity: TeamsActivity,
): Promise<Result<string, Disbelief>> {
  if (!isSameUrl(voucher.serviceUrl, activity.serviceUrl)) return unauthorized('other-serviceurl');
  if (!voucher.endorsements.includes(activity.channelId)) return unauthorized('channel-not-endorsed');
  if (activity.channelId !== TEAMS_CHANNEL) return forbidden('other-channel');
  if (!isServiceOrigin(config, activity.serviceUrl)) return forbidden('service-origin');
  if (!isFresh(activity, { config, clock })) return forbidden('not-fresh');
  const tenantId = tenantOf(activity);
  if (tenantId === undefined) return forbidden('no-tenant');
  if (voucher.isHomeTenantOnly && tenantId !== config.tenantId) return forbidden('not-the-home-tenant');
  return (await isKnownTenant(tenantId)) ? ok(tenantId) : forbidden('foreign-tenant');
}

function isFresh(activity: TeamsActivity, { config, clock }: Pick<AuthenticityDeps, 'config' | 'clock'>): boolean {
  if (activity.timestamp === undefined) return false;
  const ageSeconds = activity.timestamp.until(clock.now()).total('seconds');
  return ageSeconds <= config.maxActivityAgeSeconds && ageSeconds >= -config.clockSkewSeconds;
}

/** The vendor is not consistent about the slash at the end. */
function isSameUrl(left: string, right: string): boolean {
  return left.replace(/\/$/, '') === right.replace(/\/$/, '');
}

function unauthorized(reason: string): Result<never, Disbelief> {
  return err({ status: 401, reason });
}

function forbidden(reason: string): Result<never, Disbelief> {
  return err({ status: 403, reason });
}
