import type { Clock } from '../../../core/clock.ts';
import type { Firm } from '../corpus/demo-firm.ts';
import type { Mailboxes } from '../corpus/fill-mailboxes.ts';
import { createFaults } from '../http/faults.ts';
import type { Faults, StandInClock } from '../http/faults.ts';
import { createInFlight } from '../http/in-flight.ts';
import { startLoopback } from '../http/loopback-server.ts';
import { createRequestLog } from '../http/request-log.ts';
import type { RequestLog } from '../http/request-log.ts';
import { createGoogleRoute } from './google-route.ts';
import { googleQuotas } from './profiles.ts';
import type { GoogleProfile, GoogleQuota } from './profiles.ts';
import { createQuotaKeeper } from './quota.ts';
import { createTokenEndpoint } from './token-endpoint.ts';
import type { ServiceAccountKey } from './token-endpoint.ts';

export type GoogleOptions = {
  readonly firm: Firm;
  readonly mailboxes: Mailboxes;
  readonly clock: StandInClock;
  readonly profile?: GoogleProfile;
  readonly quota?: Partial<GoogleQuota>;
  /** What the admin has delegated to the service account from the start; nothing by default. */
  readonly delegatedScopes?: readonly string[];
  readonly signInClock?: Clock;
  readonly tokenSeconds?: number;
  readonly seed?: string;
};

export interface GoogleStandIn extends AsyncDisposable {
  /** `rootUrl` of the Gmail and Directory APIs, without the slash at its end. */
  readonly url: string;
  /** Stands in for https://oauth2.googleapis.com/token, which stays the assertion's audience. */
  readonly tokenUrl: string;
  readonly serviceAccount: ServiceAccountKey;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly delegate: (scopes: readonly string[]) => void;
  readonly revokeAllTokens: () => void;
  /** Forgets the mailbox's history up to now, as if it were too old. */
  readonly expireHistory: (address: string) => void;
  readonly highestInFlight: (address: string) => number;
  readonly stop: () => Promise<void>;
}

const WALL: Clock = { now: () => Temporal.Now.instant() };

export async function startGoogle(options: GoogleOptions): Promise<GoogleStandIn> {
  const { firm, mailboxes, clock, profile = 'new', delegatedScopes = [], seed = 'google' } = options;
  const { signInClock = WALL, tokenSeconds = 3599 } = options;
  const quota = { ...googleQuotas[profile], ...options.quota };
  const tokens = createTokenEndpoint({ firm, signInClock, tokenSeconds });
  const clientId = tokens.serviceAccount.client_id;
  tokens.delegate(clientId, delegatedScopes);
  const keeper = createQuotaKeeper(clock, quota);
  const inFlight = createInFlight();
  const log = createRequestLog();
  const faults = createFaults(seed);
  const forgotten = new Map<string, bigint>();
  const route = createGoogleRoute({ firm, mailboxes, clock, quota, keeper, inFlight, tokens, log, faults, forgotten });
  const { url, stop } = await startLoopback(clock, async (exchange) => {
    const fault = faults.drawFault(exchange);
    if (fault?.kind === 'reset') return { kind: 'reset' };
    const answer = await route(exchange, fault);
    return fault?.kind === 'reset-after' ? { kind: 'reset' } : answer;
  });
  return {
    url,
    tokenUrl: `${url}/token`,
    serviceAccount: tokens.serviceAccount,
    log,
    faults,
    delegate: (scopes) => tokens.delegate(clientId, scopes),
    revokeAllTokens: tokens.revokeAllTokens,
    expireHistory: (address) => void forgotten.set(address, mailboxes.get(address)?.skipHistoryId() ?? 0n),
    highestInFlight: inFlight.highest,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
