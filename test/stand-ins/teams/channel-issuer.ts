import { SignJWT, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import type { Clock } from '../../../core/clock.ts';

export type MintOptions = {
  readonly issuer?: string;
  readonly audience?: string;
  readonly serviceUrl?: string | undefined;
  readonly notBefore?: Temporal.Instant;
  readonly expires?: Temporal.Instant;
  readonly keyId?: string;
  /** The published key can sign with other algorithms than its issuer does. */
  readonly algorithm?: 'RS256' | 'RS512';
  /** Signs with a key that the issuer never published. */
  readonly isForged?: boolean;
  readonly claims?: JWTPayload;
};

/** What stands behind the channel's OpenID metadata: RS256 keys, each endorsed for the channels it may speak for. */
export interface ChannelIssuer {
  readonly mint: (options?: MintOptions) => Promise<string>;
  readonly keySet: () => Promise<unknown>;
}

export type ChannelIssuerOptions = { readonly clock: Clock; readonly appId: string; readonly serviceUrl: string };

export const CHANNEL_ISSUER = 'https://api.botframework.com';
const ENDORSED_KEY = 'channel-key';
export const UNENDORSED_KEY = 'other-channel-key';

export async function createChannelIssuer(options: ChannelIssuerOptions): Promise<ChannelIssuer> {
  const [endorsed, unendorsed, forged] = await pairs;
  return {
    mint: (wanted = {}) => {
      const own = wanted.keyId === UNENDORSED_KEY ? unendorsed : endorsed;
      return mint(options, wanted, (wanted.isForged === true ? forged : own).privateKey);
    },
    keySet: async () => ({
      keys: [
        { ...(await exportJWK(endorsed.publicKey)), kid: ENDORSED_KEY, use: 'sig', endorsements: ['msteams'] },
        { ...(await exportJWK(unendorsed.publicKey)), kid: UNENDORSED_KEY, use: 'sig', endorsements: ['webchat'] },
      ],
    }),
  };
}

type KeyPair = { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey };

/** Made once a process: every stand-in may share them, and making them is what takes its time. */
const pairs: Promise<readonly [KeyPair, KeyPair, KeyPair]> = Promise.all([newPair(), newPair(), newPair()]);

async function newPair(): Promise<KeyPair> {
  return generateKeyPair('RS256', { extractable: true });
}

async function mint(
  { clock, appId, serviceUrl }: ChannelIssuerOptions,
  wanted: MintOptions,
  key: CryptoKey,
): Promise<string> {
  const now = clock.now();
  const algorithm = wanted.algorithm ?? 'RS256';
  const claimed = 'serviceUrl' in wanted ? wanted.serviceUrl : serviceUrl;
  return new SignJWT({ ...(claimed === undefined ? {} : { serviceurl: claimed }), ...wanted.claims })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: wanted.keyId ?? ENDORSED_KEY })
    .setIssuer(wanted.issuer ?? CHANNEL_ISSUER)
    .setAudience(wanted.audience ?? appId)
    .setNotBefore(seconds(wanted.notBefore ?? now.subtract({ minutes: 5 })))
    .setExpirationTime(seconds(wanted.expires ?? now.add({ hours: 1 })))
    .sign(await importJWK(await exportJWK(key), algorithm));
}

function seconds(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000);
}
