import type { Clock } from '../../../core/clock.ts';
import type { Firm } from '../corpus/demo-firm.ts';
import type { Mailboxes } from '../corpus/fill-mailboxes.ts';
import type { Exchange } from '../http/exchange.ts';
import { createFaults } from '../http/faults.ts';
import type { Faults, StandInClock } from '../http/faults.ts';
import { startLoopback } from '../http/loopback-server.ts';
import { createRequestLog } from '../http/request-log.ts';
import type { RequestLog } from '../http/request-log.ts';
import { createDelta } from './delta.ts';
import { createEntra, openidMetadata } from './entra.ts';
import type { EntraApp, EntraTenant } from './entra.ts';
import { createGraphLimits, graphQuota } from './graph-limits.ts';
import type { GraphQuota } from './graph-limits.ts';
import { createGraphRoute } from './graph-route.ts';

export type MicrosoftOptions = {
  readonly firm: Firm;
  readonly mailboxes: Mailboxes;
  readonly clock: StandInClock;
  /** Application roles that the home tenant's admin has consented to; nothing by default. */
  readonly roles?: readonly string[];
  readonly app?: EntraApp;
  /** Tenants without any of the firm's people. */
  readonly otherTenants?: readonly EntraTenant[];
  readonly quota?: Partial<GraphQuota>;
  readonly signInClock?: Clock;
  readonly tokenSeconds?: number;
  readonly deltaTokenHours?: number;
  readonly nextLinkGenerations?: number;
  readonly seed?: string;
};

export interface MicrosoftStandIn extends AsyncDisposable {
  /** Root of both; Graph lies under `/v1.0`, the sign-in endpoints under `/{tenant}/oauth2/v2.0`. */
  readonly url: string;
  readonly tenant: EntraTenant;
  readonly app: EntraApp;
  /** What MSAL's `auth` needs to be content with plain loopback HTTP. */
  readonly msalAuthority: (tenant: string) => MsalAuthority;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly consent: (tenantId: string, roles: readonly string[]) => void;
  readonly revokeAllTokens: () => void;
  readonly expireDeltaTokens: () => void;
  readonly highestInFlight: (address: string) => number;
  readonly stop: () => Promise<void>;
}

type MsalAuthority = {
  readonly authority: string;
  readonly knownAuthorities: string[];
  readonly authorityMetadata: string;
};

const WALL: Clock = { now: () => Temporal.Now.instant() };

export const demoApp: EntraApp = {
  clientId: '2f6a3a9e-7f0c-4d4c-9a39-6a1f0e4f1001',
  secrets: [
    { value: 'demo~secret.that-still-works-0001', expiresAt: Temporal.Instant.from('2199-01-01T00:00:00Z') },
    { value: 'demo~secret.that-expired-long-ago', expiresAt: Temporal.Instant.from('2024-01-01T00:00:00Z') },
  ],
  certificates: [],
};

export async function startMicrosoft(options: MicrosoftOptions): Promise<MicrosoftStandIn> {
  const { firm, mailboxes, clock, app = demoApp, roles = [], seed = 'microsoft' } = options;
  const { signInClock = WALL, tokenSeconds = 3599, deltaTokenHours = 168, nextLinkGenerations = 3 } = options;
  const domains = firm.domains.filter(({ provider }) => provider === 'microsoft').map(({ name }) => name);
  const tenant: EntraTenant = { id: '7d1e2f34-5a6b-4c7d-8e9f-0a1b2c3d4e5f', domains };
  const entra = createEntra({
    apps: [app],
    tenants: [tenant, ...(options.otherTenants ?? [])],
    signInClock,
    tokenSeconds,
  });
  if (roles.length > 0) entra.consent(tenant.id, app.clientId, roles);
  const limits = createGraphLimits(clock, { ...graphQuota, ...options.quota });
  const delta = createDelta({ seed, clock, lifeHours: deltaTokenHours, generations: nextLinkGenerations });
  const log = createRequestLog();
  const faults = createFaults(seed);
  const route = createGraphRoute({ firm, mailboxes, home: tenant, clock, entra, limits, delta, log, faults });
  const { url, stop } = await startLoopback(clock, async (exchange) => {
    const fault = faults.drawFault(exchange);
    if (fault?.kind === 'reset') return { kind: 'reset' };
    const answer = await route(exchange, baseUrlOf(exchange), fault);
    return fault?.kind === 'reset-after' ? { kind: 'reset' } : answer;
  });
  return {
    url,
    tenant,
    app,
    msalAuthority: (key) => msalAuthority(url, key),
    log,
    faults,
    consent: (tenantId, consented) => entra.consent(tenantId, app.clientId, consented),
    revokeAllTokens: entra.revokeAllTokens,
    expireDeltaTokens: delta.expireTokens,
    highestInFlight: limits.highestInFlight,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function baseUrlOf({ headers }: Exchange): string {
  return `http://${headers.host ?? '127.0.0.1'}`;
}

/** MSAL accepts an https authority only, but believes the endpoints that it is told. */
function msalAuthority(baseUrl: string, tenant: string): MsalAuthority {
  return {
    authority: `https://login.local/${tenant}`,
    knownAuthorities: ['login.local'],
    authorityMetadata: JSON.stringify(openidMetadata(baseUrl, tenant)),
  };
}
