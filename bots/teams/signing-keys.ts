import { createLocalJWKSet } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';

export interface SigningKeys {
  readonly keyFor: JWTVerifyGetKey;
  /** The channels that the issuer lets this key speak for. */
  readonly endorsementsOf: (keyId: string | undefined) => Promise<readonly string[]>;
}

const metadataSchema = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const keySchema = z.looseObject({
  kty: z.string(),
  kid: z.string(),
  endorsements: z.array(z.string()).default([]),
});
const keySetSchema = z.object({ keys: z.array(keySchema).min(1) });

type KeySet = z.infer<typeof keySetSchema> & { readonly fetchedAt: Temporal.Instant };

const KEEP_FOR = { hours: 24 } as const;
/** An unknown key id may be a new key or a stranger's invention: ask again, but not at a stranger's pace. */
const ASK_AGAIN_AFTER = { minutes: 1 } as const;
const FETCH_MS = 5000;

/** The keys behind an OpenID metadata document, cached. jose's own remote set drops the vendor's endorsements. */
export function createSigningKeys(metadataUrl: string, clock: Clock): SigningKeys {
  let held: KeySet | undefined;
  let fetching: Promise<KeySet> | undefined;

  async function keySet(keyId: string | undefined): Promise<KeySet> {
    if (held !== undefined && !isDue(held, keyId)) return held;
    fetching ??= fetchKeySet(metadataUrl, clock).finally(() => {
      fetching = undefined;
    });
    held = await fetching;
    return held;
  }

  function isDue(set: KeySet, keyId: string | undefined): boolean {
    const isKnown = set.keys.some((key) => key.kid === keyId);
    return Temporal.Instant.compare(clock.now(), set.fetchedAt.add(isKnown ? KEEP_FOR : ASK_AGAIN_AFTER)) >= 0;
  }

  return {
    keyFor: async (header, token) => {
      const { keys } = await keySet(header?.kid);
      return createLocalJWKSet({ keys })(header, token);
    },
    endorsementsOf: async (keyId) => (await keySet(keyId)).keys.find((key) => key.kid === keyId)?.endorsements ?? [],
  };
}

async function fetchKeySet(metadataUrl: string, clock: Clock): Promise<KeySet> {
  const { jwks_uri: keysUrl } = metadataSchema.parse(await fetchJson(metadataUrl));
  return { ...keySetSchema.parse(await fetchJson(keysUrl)), fetchedAt: clock.now() };
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(FETCH_MS) });
  if (!response.ok) throw new Error(`The signing keys' address answered ${response.status}`);
  return response.json();
}
