import { err, ok } from '../../../core/result.ts';
import type { Result } from '../../../core/result.ts';
import type { Firm } from '../corpus/demo-firm.ts';
import type { Mailboxes } from '../corpus/fill-mailboxes.ts';
import type { Mailbox } from '../corpus/mailbox.ts';
import { bearer, json } from '../http/exchange.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import { delay } from '../http/faults.ts';
import type { Fault, Faults, StandInClock } from '../http/faults.ts';
import type { InFlight } from '../http/in-flight.ts';
import { noting } from '../http/request-log.ts';
import type { RequestLog } from '../http/request-log.ts';
import { answerDirectory, answerDirectoryList, directoryUserAt, isDirectoryList } from './directory-api.ts';
import { fieldMask } from './field-mask.ts';
import { answerGmail, gmailCallAt, mayCall } from './gmail-api.ts';
import type { GmailCall } from './gmail-api.ts';
import { googleErrors } from './google-error.ts';
import type { GoogleQuota } from './profiles.ts';
import type { GoogleQuotaKeeper } from './quota.ts';
import type { GoogleToken, TokenEndpoint } from './token-endpoint.ts';

export type GoogleRouteDeps = {
  readonly firm: Firm;
  readonly mailboxes: Mailboxes;
  readonly clock: StandInClock;
  readonly quota: GoogleQuota;
  readonly keeper: GoogleQuotaKeeper;
  readonly inFlight: InFlight;
  readonly tokens: TokenEndpoint;
  readonly log: RequestLog;
  readonly faults: Faults;
  /** By address: the history id below which everything has been forgotten on purpose. */
  readonly forgotten: ReadonlyMap<string, bigint>;
};

export type GoogleRoute = (exchange: Exchange, fault: Fault | undefined) => Promise<Answer>;

export function createGoogleRoute(deps: GoogleRouteDeps): GoogleRoute {
  return async (exchange, fault) => {
    const { method, url } = exchange;
    const note = noting(deps, url.pathname);
    if (fault?.kind === 'status') return note(googleErrors.backend(fault.status));
    if (method === 'POST' && url.pathname === '/token') {
      const answer =
        fault?.kind === 'throttle' ? tokensThrottled(fault.retryAfterMs) : await deps.tokens.answer(exchange);
      return note(answer, { subject: 'token' });
    }
    const token = deps.tokens.tokenFor(bearer(exchange));
    if (token === undefined) return note(googleErrors.unauthenticated());
    const userKey = directoryUserAt(method, url.pathname);
    if (userKey !== undefined || isDirectoryList(method, url.pathname)) {
      const isStruck = fault?.kind === 'throttle';
      const refused = isStruck ? googleErrors.directoryQuota() : deps.keeper.chargeDirectory(token.person.primary);
      const answer = (): Answer =>
        userKey === undefined ? answerDirectoryList(deps.firm, token, url) : answerDirectory(deps.firm, token, userKey);
      return note(refused ?? inPart(url, answer()), { subject: 'directory' });
    }
    const call = gmailCallAt(method, url.pathname);
    return call === undefined ? note(googleErrors.notFound()) : gmail(deps, { url, token, call, fault });
  };
}

type GmailRequest = {
  readonly url: URL;
  readonly token: GoogleToken;
  readonly call: GmailCall;
  readonly fault: Fault | undefined;
};

async function gmail(deps: GoogleRouteDeps, { url, token, call, fault }: GmailRequest): Promise<Answer> {
  const { keeper, quota } = deps;
  const subject = token.person.primary;
  const note = noting(deps, call.method);
  const mailbox = admitted(deps, token, call);
  if (!mailbox.ok) return note(mailbox.error, { subject });
  using slot = deps.inFlight.enter(subject, quota.inFlightPerUser);
  if (slot === undefined) return note(googleErrors.tooManyConcurrent(), { subject });
  const units = quota.costs[call.method];
  const refused =
    fault?.kind === 'throttle' ? keeper.lockOut(subject, fault.retryAfterMs) : keeper.charge(subject, units);
  if (refused !== undefined) return note(refused, { subject });
  await delay(deps.clock, deps.faults.drawLatencyMs());
  const historyFloor = (): bigint => floorOf(deps, mailbox.value);
  const { answer, served } = await answerGmail(
    { mailbox: mailbox.value, url, scopes: token.scopes, historyFloor },
    call,
  );
  return note(inPart(url, answer), { subject, units, served });
}

/** Only the members that were asked for: whoever forgets one in the mask does not get it. */
function inPart(url: URL, answer: Answer): Answer {
  const fields = url.searchParams.get('fields');
  if (fields === null || answer.kind !== 'json' || answer.status !== 200) return answer;
  const mask = fieldMask(fields);
  return mask === undefined ? googleErrors.invalid(`Invalid field selection ${fields}`) : json(200, mask(answer.body));
}

function tokensThrottled(retryAfterMs: number): Answer {
  const wait = { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) };
  return json(429, { error: 'rate_limit_exceeded', error_description: 'Too many requests.' }, wait);
}

function admitted(
  { mailboxes }: GoogleRouteDeps,
  token: GoogleToken,
  { method, user }: GmailCall,
): Result<Mailbox, Answer> {
  const { person, scopes } = token;
  if (!mayCall(method, scopes)) return err(googleErrors.insufficientScopes('gmail.googleapis.com'));
  if (user !== 'me' && user.toLowerCase() !== person.primary) {
    return err(googleErrors.forbidden(`Delegation denied for ${person.primary}`));
  }
  const mailbox = mailboxes.get(person.primary);
  return person.standing === 'active' && mailbox !== undefined ? ok(mailbox) : err(googleErrors.mailServiceOff());
}

const HISTORY_DAYS = 7;

function floorOf({ clock, forgotten }: GoogleRouteDeps, mailbox: Mailbox): bigint {
  const horizon = clock.now().subtract({ hours: 24 * HISTORY_DAYS }).epochMilliseconds;
  const old = mailbox.changes().findLast(({ atMs }) => atMs < horizon)?.historyId ?? 0n;
  const cut = forgotten.get(mailbox.owner.primary) ?? 0n;
  return cut > old ? cut : old;
}
