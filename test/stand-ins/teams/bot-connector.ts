import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../core/clock.ts';
import { delay } from '../http/faults.ts';
import { bearer, json } from '../http/exchange.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import { startLoopback } from '../http/loopback-server.ts';
import { CHANNEL_ISSUER, createChannelIssuer } from './channel-issuer.ts';
import type { ChannelIssuer } from './channel-issuer.ts';
import { createConnectorFaults } from './connector-faults.ts';
import type { ConnectorFaults } from './connector-faults.ts';
import { connectorRoute, failed } from './connector-routes.ts';
import type { ConnectorWorld } from './connector-routes.ts';
import { createConversations } from './conversations.ts';
import type { Conversations, Population } from './conversations.ts';
import { createConversationThrottle } from './throttle.ts';

type BotRegistration = { readonly appId: string; readonly appPassword: string; readonly tenantId: string };

/** Teams as a bot sees it: the connector it posts to, the issuer that signs deliveries, and the token endpoint. */
export interface BotConnector extends AsyncDisposable {
  readonly url: string;
  readonly serviceUrl: string;
  readonly registration: BotRegistration;
  readonly issuer: ChannelIssuer;
  readonly conversations: Conversations;
  readonly faults: ConnectorFaults;
  readonly blocked: Set<string>;
  /** `METHOD /path` of everything that reached the connector, refused or not. */
  readonly requests: readonly string[];
  readonly tokensIssued: () => number;
}

export type BotConnectorOptions = Population & {
  readonly clock: Clock;
  readonly registration: BotRegistration;
  readonly pageSize?: number;
};

type Running = BotConnectorOptions & {
  readonly world: ConnectorWorld;
  readonly faults: ConnectorFaults;
  readonly tokens: Map<string, Temporal.Instant>;
  readonly requests: string[];
  readonly issuer: () => Promise<ChannelIssuer>;
};

const TOKEN_SECONDS = 3600;
const SERVICE_PATH = '/teams/v3/conversations';

export async function startBotConnector(options: BotConnectorOptions): Promise<BotConnector> {
  const world: ConnectorWorld = {
    conversations: createConversations(options),
    throttle: createConversationThrottle(options.clock),
    blocked: new Set(),
    pageSize: options.pageSize ?? 100,
  };
  const issuing = Promise.withResolvers<ChannelIssuer>();
  const running: Running = {
    ...options,
    world,
    faults: createConnectorFaults(),
    tokens: new Map(),
    requests: [],
    issuer: () => issuing.promise,
  };
  const server = await startLoopback(options.clock, (exchange) => route(running, exchange));
  const serviceUrl = `${server.url}/teams/`;
  const issuer = await createChannelIssuer({ clock: options.clock, appId: options.registration.appId, serviceUrl });
  issuing.resolve(issuer);
  return {
    url: server.url,
    serviceUrl,
    registration: options.registration,
    issuer,
    conversations: world.conversations,
    faults: running.faults,
    blocked: world.blocked,
    requests: running.requests,
    tokensIssued: () => running.tokens.size,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function route(running: Running, exchange: Exchange): Promise<Answer> {
  const { pathname, origin } = new URL(exchange.url.href);
  if (pathname === '/openid') {
    return json(200, { issuer: CHANNEL_ISSUER, jwks_uri: `http://${exchange.headers.host ?? origin}/keys` });
  }
  if (pathname === '/keys') return json(200, await (await running.issuer()).keySet());
  if (pathname.endsWith('/oauth2/v2.0/token')) return issueToken(running, exchange);
  if (!pathname.startsWith(SERVICE_PATH)) return failed(404, 'NotFound');
  return withFaults(running, exchange, pathname.slice(SERVICE_PATH.length));
}

async function withFaults(running: Running, exchange: Exchange, path: string): Promise<Answer> {
  const methodAndPath = `${exchange.method} ${path}`;
  running.requests.push(methodAndPath);
  if (!isAuthorized(running, exchange)) return failed(401, 'Unauthorized');
  const fault = running.faults.draw(methodAndPath);
  if (fault?.kind === 'reset') return { kind: 'reset' };
  if (fault?.kind === 'status') return failed(fault.status, 'ServiceError', fault.headers);
  const answer = connectorRoute(running.world, exchange, path);
  if (fault?.kind === 'stall') await delay(running.clock, fault.ms);
  if (fault?.kind === 'reset-after') return { kind: 'reset' };
  if (fault?.kind === 'truncate-after') return { kind: 'text', status: 201, body: '{"id":"17' };
  if (fault?.kind === 'empty-after') return json(200, {});
  if (fault?.kind === 'status-after') return failed(fault.status, 'ServiceError', fault.headers);
  return answer;
}

function issueToken({ registration, tokens, clock }: Running, { body, url, method }: Exchange): Answer {
  const asked = new URLSearchParams(body);
  if (method !== 'POST' || asked.get('grant_type') !== 'client_credentials')
    return json(400, { error: 'unsupported_grant_type' });
  if (!url.pathname.startsWith(`/${registration.tenantId}/`)) return json(400, { error: 'invalid_request' });
  if (asked.get('scope') !== 'https://api.botframework.com/.default') return json(400, { error: 'invalid_scope' });
  const isKnown =
    asked.get('client_id') === registration.appId && asked.get('client_secret') === registration.appPassword;
  if (!isKnown) return json(401, { error: 'invalid_client' });
  const token = randomUUID();
  tokens.set(token, clock.now().add({ seconds: TOKEN_SECONDS }));
  return json(200, { token_type: 'Bearer', expires_in: TOKEN_SECONDS, access_token: token });
}

function isAuthorized({ tokens, clock }: Running, exchange: Exchange): boolean {
  const expires = tokens.get(bearer(exchange) ?? '');
  return expires !== undefined && Temporal.Instant.compare(clock.now(), expires) < 0;
}
