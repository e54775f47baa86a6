import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import { json } from '../http/exchange.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import { isSignedBy } from './client-assertion.ts';
import type { ClientCertificate } from './client-assertion.ts';
import { entraErrors } from './entra-error.ts';

export type EntraApp = {
  readonly clientId: string;
  readonly secrets: readonly { readonly value: string; readonly expiresAt: Temporal.Instant }[];
  readonly certificates: readonly ClientCertificate[];
};

export type EntraTenant = { readonly id: string; readonly domains: readonly string[] };

export type GraphToken = { readonly tenantId: string; readonly clientId: string; readonly roles: ReadonlySet<string> };

export interface Entra {
  /** Undefined when the path is not the directory's. */
  readonly answer: (exchange: Exchange, baseUrl: string) => Promise<Answer> | undefined;
  readonly tokenFor: (accessToken: string | undefined) => GraphToken | undefined;
  /** Admin consent in that tenant; without any, the app is unknown there. */
  readonly consent: (tenantId: string, clientId: string, roles: readonly string[]) => void;
  readonly revokeAllTokens: () => void;
}

export type EntraOptions = {
  readonly apps: readonly EntraApp[];
  readonly tenants: readonly EntraTenant[];
  readonly signInClock: Clock;
  readonly tokenSeconds: number;
};

const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';

const formSchema = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  scope: z.string(),
  client_secret: z.string().optional(),
  client_assertion: z.string().optional(),
});
type Form = z.infer<typeof formSchema>;

type IssuedToken = GraphToken & { readonly expiresMs: number };

type EntraState = EntraOptions & {
  readonly consented: Map<string, ReadonlySet<string>>;
  readonly issued: Map<string, IssuedToken>;
};

export function createEntra(options: EntraOptions): Entra {
  const state: EntraState = { ...options, consented: new Map(), issued: new Map() };
  const { consented, issued, signInClock } = state;
  return {
    consent: (tenantId, clientId, roles) => void consented.set(`${tenantId}/${clientId}`, new Set(roles)),
    revokeAllTokens: () => issued.clear(),
    tokenFor: (accessToken) => {
      const token = issued.get(accessToken ?? '');
      return token === undefined || token.expiresMs <= signInClock.now().epochMilliseconds ? undefined : token;
    },
    answer: (exchange, baseUrl) => {
      const path = exchange.url.pathname;
      if (path.endsWith('/discovery/instance')) return Promise.resolve(json(200, instanceDiscovery(baseUrl)));
      const [, key, rest] = TENANT_PATH.exec(path) ?? [];
      if (key === undefined || rest === undefined) return undefined;
      const tenant = options.tenants.find(({ id, domains }) => [id, ...domains].includes(key.toLowerCase()));
      if (tenant === undefined) return Promise.resolve(entraErrors.unknownTenant(key));
      return rest.endsWith('configuration')
        ? Promise.resolve(json(200, openidMetadata(baseUrl, key)))
        : signIn(state, exchange, tenant);
    },
  };
}

const TENANT_PATH = /^\/([^/]+)(\/oauth2\/v2\.0\/token|\/v2\.0\/\.well-known\/openid-configuration)$/;

async function signIn(state: EntraState, { body, url }: Exchange, tenant: EntraTenant): Promise<Answer> {
  const { apps, consented, issued, signInClock, tokenSeconds } = state;
  const form = formSchema.safeParse(Object.fromEntries(new URLSearchParams(body)));
  if (!form.success) return entraErrors.missingParameter();
  const { client_id: clientId, grant_type: grantType, scope } = form.data;
  if (grantType !== 'client_credentials') return entraErrors.unsupportedGrant();
  const app = apps.find((candidate) => candidate.clientId === clientId);
  const roles = consented.get(`${tenant.id}/${clientId}`);
  if (app === undefined || roles === undefined) return entraErrors.unknownApp(clientId, tenant.id);
  if (scope !== GRAPH_SCOPE) return entraErrors.invalidScope(scope);
  const nowMs = signInClock.now().epochMilliseconds;
  const refused = await proofRefused(form.data, app, { path: url.pathname, nowMs });
  if (refused !== undefined) return refused;
  const accessToken = `eyJ0eXAiOiJKV1QifQ.${randomBytes(48).toString('base64url')}.${randomUUID()}`;
  issued.set(accessToken, { tenantId: tenant.id, clientId, roles, expiresMs: nowMs + tokenSeconds * 1000 });
  const lifetime = { expires_in: tokenSeconds, ext_expires_in: tokenSeconds };
  return json(200, { token_type: 'Bearer', ...lifetime, access_token: accessToken });
}

type Asked = { readonly path: string; readonly nowMs: number };

async function proofRefused(form: Form, app: EntraApp, { path, nowMs }: Asked): Promise<Answer | undefined> {
  if (form.client_assertion !== undefined) {
    const isSigned = await isSignedBy(app, form.client_assertion, { path, currentDate: new Date(nowMs) });
    return isSigned ? undefined : entraErrors.badAssertion();
  }
  const secret = app.secrets.find(({ value }) => value === form.client_secret);
  if (form.client_secret === undefined) return entraErrors.noProof();
  if (secret === undefined) return entraErrors.invalidSecret(app.clientId);
  return secret.expiresAt.epochMilliseconds <= nowMs ? entraErrors.expiredSecret(app.clientId) : undefined;
}

export function openidMetadata(baseUrl: string, tenant: string) {
  return {
    token_endpoint: `${baseUrl}/${tenant}/oauth2/v2.0/token`,
    authorization_endpoint: `${baseUrl}/${tenant}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${baseUrl}/${tenant}/oauth2/v2.0/logout`,
    issuer: `${baseUrl}/${tenant}/v2.0`,
    jwks_uri: `${baseUrl}/${tenant}/discovery/v2.0/keys`,
  };
}

function instanceDiscovery(baseUrl: string) {
  const { host } = new URL(baseUrl);
  return {
    tenant_discovery_endpoint: `${baseUrl}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}
