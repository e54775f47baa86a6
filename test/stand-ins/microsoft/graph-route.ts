import type { Firm } from '../corpus/demo-firm.ts';
import type { Mailboxes } from '../corpus/fill-mailboxes.ts';
import type { Mailbox } from '../corpus/mailbox.ts';
import { bearer } from '../http/exchange.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import { delay } from '../http/faults.ts';
import type { Fault, Faults, StandInClock } from '../http/faults.ts';
import { noting } from '../http/request-log.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { Delta } from './delta.ts';
import type { Entra, EntraTenant, GraphToken } from './entra.ts';
import { graphErrors } from './graph-error.ts';
import { createGraphIds } from './graph-ids.ts';
import type { GraphIds } from './graph-ids.ts';
import type { GraphLimits } from './graph-limits.ts';
import { answerMail, mailCallAt } from './mail-api.ts';
import type { MailCall } from './mail-api.ts';
import { preferencesOf } from './odata.ts';
import { answerUser, answerUsers, userByKey } from './users-api.ts';

export type GraphRouteDeps = {
  readonly firm: Firm;
  readonly mailboxes: Mailboxes;
  /** The tenant that the firm's people belong to. */
  readonly home: EntraTenant;
  readonly clock: StandInClock;
  readonly entra: Entra;
  readonly limits: GraphLimits;
  readonly delta: Delta;
  readonly log: RequestLog;
  readonly faults: Faults;
};

export type GraphRoute = (exchange: Exchange, baseUrl: string, fault: Fault | undefined) => Promise<Answer>;

const CONTENT_ROLES = ['Mail.Read', 'Mail.ReadWrite'];
const MAIL_ROLES = [...CONTENT_ROLES, 'Mail.ReadBasic', 'Mail.ReadBasic.All'];

export function createGraphRoute(deps: GraphRouteDeps): GraphRoute {
  const idsByUser = new Map<string, GraphIds>();
  const idsFor = (mailbox: Mailbox): GraphIds => {
    const ids = idsByUser.get(mailbox.owner.id) ?? createGraphIds(mailbox);
    idsByUser.set(mailbox.owner.id, ids);
    return ids;
  };

  return async (exchange, baseUrl, fault) => {
    const { method, url } = exchange;
    const note = noting(deps, url.pathname);
    if (fault?.kind === 'status') return note(graphErrors.backend(fault.status));
    const signIn = deps.entra.answer(exchange, baseUrl);
    if (signIn !== undefined) {
      const answer = fault?.kind === 'throttle' ? graphErrors.throttled(fault.retryAfterMs) : await signIn;
      return note(answer, { subject: 'token' });
    }
    const presented = bearer(exchange);
    if (presented === undefined) return note(graphErrors.emptyToken());
    const token = deps.entra.tokenFor(presented);
    if (token === undefined) return note(graphErrors.badToken());
    if (method !== 'GET') return note(graphErrors.notImplemented());
    const call = mailCallAt(url.pathname);
    if (call !== undefined) return mail({ ...deps, idsFor }, { exchange, baseUrl, fault, token, call });
    const isStruck = fault?.kind === 'throttle';
    const refused = isStruck ? graphErrors.throttled(fault.retryAfterMs) : deps.limits.admitDirectory(token.clientId);
    return note(refused ?? directory(deps, token, { url, baseUrl }), { subject: 'directory' });
  };
}

type MailDeps = GraphRouteDeps & { readonly idsFor: (mailbox: Mailbox) => GraphIds };

async function mail(deps: MailDeps, { exchange, baseUrl, fault, token, call }: MailRequest): Promise<Answer> {
  const person = userByKey(deps.firm, call.user);
  const subject = person?.primary ?? 'other';
  const note = noting(deps, call.method);
  if (!MAIL_ROLES.some((role) => token.roles.has(role))) return note(graphErrors.mailDenied(), { subject });
  if (person === undefined || token.tenantId !== deps.home.id) return note(graphErrors.invalidUser(call.user));
  const mailbox = deps.mailboxes.get(person.primary);
  if (mailbox === undefined || person.standing === 'unlicensed') return note(graphErrors.noMailbox(), { subject });
  if (fault?.kind === 'throttle') return note(deps.limits.throttle(subject, fault.retryAfterMs), { subject, units: 1 });
  using admission = deps.limits.admitMail(token.clientId, subject);
  if (admission.refused !== undefined) return note(admission.refused, { subject, units: 1 });
  await delay(deps.clock, deps.faults.drawLatencyMs());
  const hasContent = CONTENT_ROLES.some((role) => token.roles.has(role));
  const preferences = preferencesOf(exchange);
  const context = { mailbox, ids: deps.idsFor(mailbox), exchange, baseUrl, preferences, hasContent };
  const { answer, served } = answerMail(context, deps.delta, call);
  return note(answer, { subject, units: 1, served });
}

type MailRequest = {
  readonly exchange: Exchange;
  readonly baseUrl: string;
  readonly fault: Fault | undefined;
  readonly token: GraphToken;
  readonly call: MailCall;
};

function directory(
  { firm, home }: GraphRouteDeps,
  { roles, tenantId }: GraphToken,
  { url, baseUrl }: { readonly url: URL; readonly baseUrl: string },
): Answer {
  const visible = tenantId === home.id ? firm : { ...firm, people: [] };
  if (/^\/v1\.0\/users\/?$/.test(url.pathname)) return answerUsers(visible, roles, { url, baseUrl });
  const key = /^\/v1\.0\/users\/([^/]+)$/.exec(url.pathname)?.[1];
  return key === undefined
    ? graphErrors.noSuchPath()
    : answerUser(visible, roles, { url, key: decodeURIComponent(key) });
}
