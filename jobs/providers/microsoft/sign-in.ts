import { createPrivateKey } from 'node:crypto';
import { ConfidentialClientApplication, type NodeAuthOptions } from '@azure/msal-node';
import { z } from 'zod';
import type { MicrosoftSecret } from '../../../core/credentials/opened-secret.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { GRAPH_SCOPE, type MicrosoftEndpoints } from './endpoints.ts';

/** `code` is the number of the directory's error (the digits of AADSTS…), `no-token` where it granted an empty one. */
export type SignInFailure =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

export type AccessToken = { readonly value: string; readonly isFresh: boolean };

/** The application's own token; the vendor's library keeps it in memory until shortly before it expires. */
export interface SignIn {
  readonly token: (signal: AbortSignal) => Promise<Result<AccessToken, SignInFailure>>;
  /** After Graph refused it: the next one is a new one. */
  readonly forget: () => void;
}

export type SignInDeps = { readonly secret: MicrosoftSecret; readonly endpoints: MicrosoftEndpoints };

export function createSignIn({ secret, endpoints }: SignInDeps): SignIn {
  const state = { skipCache: false };
  let application: ConfidentialClientApplication | undefined;
  return {
    forget: () => {
      state.skipCache = true;
    },
    token: async (signal) => {
      signal.throwIfAborted();
      try {
        application ??= new ConfidentialClientApplication({
          auth: { clientId: secret.clientId, ...authorityOf(endpoints, secret), ...proofOf(secret) },
          system: { disableInternalRetries: true },
        });
        const asked = application.acquireTokenByClientCredential({ scopes: [GRAPH_SCOPE], skipCache: state.skipCache });
        const granted = await unlessAborted(asked, signal);
        state.skipCache = false;
        // A gateway's 404 in front of the directory comes out as an empty token and no error.
        if (granted === null || granted.accessToken === '') return refused('no-token');
        return ok({ value: granted.accessToken, isFresh: !granted.fromCache });
      } catch (cause) {
        signal.throwIfAborted();
        const refusal = directoryErrorSchema.safeParse(cause).data;
        return refusal === undefined ? err({ kind: 'unavailable', cause }) : refused(String(refusal.errorNo));
      }
    },
  };
}

/** A number, whatever the library's types say. A server that fails may give one, too; it refuses nobody. */
const directoryErrorSchema = z.object({
  errorNo: z.union([z.number(), z.string().min(1)]),
  status: z.number().min(400).max(428),
});

function refused(code: string): Result<never, SignInFailure> {
  return err({ kind: 'refused', code });
}

function proofOf({ proof }: MicrosoftSecret): Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate'> {
  if (proof.kind === 'secret') return { clientSecret: proof.clientSecret };
  const privateKey = createPrivateKey(proof.pem).export({ type: 'pkcs8', format: 'pem' });
  const isSha256 = proof.thumbprint.length === 64;
  const thumbprint = isSha256 ? { thumbprintSha256: proof.thumbprint } : { thumbprint: proof.thumbprint };
  return { clientCertificate: { ...thumbprint, privateKey } };
}

type Authority = Required<Pick<NodeAuthOptions, 'authority'>> &
  Pick<NodeAuthOptions, 'knownAuthorities' | 'authorityMetadata'>;

/** The library insists on https for the authority, yet believes the endpoints that it is told. */
function authorityOf({ authority }: MicrosoftEndpoints, { tenantId }: MicrosoftSecret): Authority {
  if (!authority.startsWith('http:')) return { authority: `${authority}/${tenantId}` };
  const base = `${authority}/${tenantId}`;
  return {
    authority: `https://login.local/${tenantId}`,
    knownAuthorities: ['login.local'],
    authorityMetadata: JSON.stringify({
      token_endpoint: `${base}/oauth2/v2.0/token`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      issuer: `${base}/v2.0`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    }),
  };
}
