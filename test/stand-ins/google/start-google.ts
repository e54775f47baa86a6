import type { Clock } from '../../../core/clock.ts';
import { err, ok } from '../../../core/result.ts';
import type { Result } from '../../../core/result.ts';
import type { Firm } from '../corpus/demo-firm.ts';
import type { Mailboxes } from '../corpus/fill-mailboxes.ts';
import type { Mailbox } from '../corpus/mailbox.ts';
import { bearer } from '../http/exchange.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import { createFaults, delay } from '../http/faults.ts';
import type { Fault, Faults, StandInClock } from '../http/faults.ts';
import { createInFlight } from '../http/in-flight.ts';
import { startLoopback } from '../http/loopback-server.ts';
import { createRequestLog } from '../http/request-log.ts';
import type { RequestLog } from '../http/request-log.ts';
import { answerDirectory, directoryUserAt } from './directory-api.ts';
import { answerGmail, gmailCallAt, mayCall } from './gmail-api.ts';
import type { GmailCall } from './gmail-api.ts';
import { googleErrors } from './google-error.ts';
import { googleQuotas } from './profiles.ts';
import type { GoogleProfile, GoogleQuota } from './profiles.ts';
import { createQuotaKeeper } from './quota.ts';
import { createTokenEndpoint } from './token-endpoint.ts';
import type { GoogleToken, ServiceAccountKey } from './token-endpoint.ts';

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
const HISTORY_DAYS = 7;

export async function startGoogle(options: GoogleOptions): Promise<GoogleStandIn> {
  const {
    firm,
    mailboxes,
    clock,
    profile = 'new',
    delegatedScopes = [],
    signInClock = WALL,
    tokenSeconds = 3599,
  } = options;
  const quota = { ...googleQuotas[profile], ...options.quota };
  const tokens = createTokenEndpoint({ firm, signInClock, tokenSeconds });
  tokens.delegate(tokens.serviceAccount.client_id, delegatedScopes);
  const keeper = createQuotaKeeper(clock, quota);
  const log = createRequestLog();
  const faults = createFaults(options.seed ?? 'google');
  const inFlight = createInFlight();
  const forgotten = new Map<string, bigint>();

  const server = await startLoopback(clock, async (exchange) => {
    const fault = faults.drawFault(exchange);
    const answer = fault?.kind === 'reset' ? { kind: 'reset' as const } : await route(exchange, fault);
    return fault?.kind === 'reset-after' ? { kind: 'reset' } : answer;
  });
  const { url, stop } = server;
  return {
    url,
    tokenUrl: `${url}/token`,
    serviceAccount: tokens.serviceAccount,
    log,
    faults,
    delegate: (scopes) => tokens.delegate(tokens.serviceAccount.client_id, scopes),
    revokeAllTokens: tokens.revokeAllTokens,
    expireHistory: (address) => void forgotten.set(address, mailboxes.get(address)?.skipHistoryId() ?? 0n),
    highestInFlight: inFlight.highest,
    stop,
    [Symbol.asyncDispose]: stop,
  };

  async function route(exchange: Exchange, fault: Fault | undefined): Promise<Answer> {
    const { method, url: asked } = exchange;
    const note = noting(asked.pathname);
    if (fault?.kind === 'status') return note(googleErrors.backend(fault.status));
    if (method === 'POST' && asked.pathname === '/token')
      return note(await tokens.answer(exchange), { subject: 'token' });
    const token = tokens.tokenFor(bearer(exchange));
    if (token === undefined) return note(googleErrors.unauthenticated());
    const userKey = directoryUserAt(method, asked.pathname);
    if (userKey !== undefined) {
      const refused = keeper.chargeDirectory(token.person.primary);
      return note(refused ?? answerDirectory(firm, token, userKey), { subject: 'directory' });
    }
    const call = gmailCallAt(method, asked.pathname);
    if (call === undefined) return note(googleErrors.notFound());
    return gmail({ exchange, token, call, fault });
  }

  async function gmail({ exchange, token, call, fault }: GmailRequest): Promise<Answer> {
    const subject = token.person.primary;
    const note = noting(call.method);
    const admitted = admit(token, call);
    if (!admitted.ok) return note(admitted.error, { subject });
    using slot = inFlight.enter(subject, quota.inFlightPerUser);
    if (slot === undefined) return note(googleErrors.tooManyConcurrent(), { subject });
    const units = quota.costs[call.method];
    const refused =
      fault?.kind === 'throttle' ? keeper.lockOut(subject, fault.retryAfterMs) : keeper.charge(subject, units);
    if (refused !== undefined) return note(refused, { subject });
    await delay(clock, faults.drawLatencyMs());
    const mailbox = admitted.value;
    const context = { mailbox, url: exchange.url, scopes: token.scopes, historyFloor: () => floorOf(mailbox) };
    const { answer, served } = await answerGmail(context, call);
    return note(answer, { subject, units, served });
  }

  function admit(token: GoogleToken, { method, user }: GmailCall): Result<Mailbox, Answer> {
    const { person, scopes } = token;
    if (!mayCall(method, scopes)) return err(googleErrors.insufficientScopes('gmail.googleapis.com'));
    if (user !== 'me' && user.toLowerCase() !== person.primary)
      return err(googleErrors.forbidden(`Delegation denied for ${person.primary}`));
    const mailbox = mailboxes.get(person.primary);
    return person.standing === 'active' && mailbox !== undefined ? ok(mailbox) : err(googleErrors.mailServiceOff());
  }

  function floorOf(mailbox: Mailbox): bigint {
    const horizon = clock.now().subtract({ hours: 24 * HISTORY_DAYS }).epochMilliseconds;
    const old = mailbox.changes().findLast(({ atMs }) => atMs < horizon)?.historyId ?? 0n;
    const cut = forgotten.get(mailbox.owner.primary) ?? 0n;
    return cut > old ? cut : old;
  }

  function noting(method: string) {
    return (answer: Answer, { subject = 'other', units = 0, served = [] }: Noted = {}): Answer => {
      log.add({ at: clock.now(), subject, method, units, served, status: answer.kind === 'reset' ? 0 : answer.status });
      return answer;
    };
  }
}

type Noted = { readonly subject?: string; readonly units?: number; readonly served?: readonly string[] };

type GmailRequest = {
  readonly exchange: Exchange;
  readonly token: GoogleToken;
  readonly call: GmailCall;
  readonly fault: Fault | undefined;
};
