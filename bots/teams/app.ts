import type { Log } from '../../core/log.ts';
import { json } from 'express';
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express';
import type { Activity } from 'botbuilder';
import type { FrontDoor } from '../../core/commands/front-door.ts';
import type { Clock } from '../../core/clock.ts';
import type { SurfaceAddresses } from '../../core/outbox/conversation-references.ts';
import { createAdapter } from './adapter.ts';
import { createAuthenticity } from './authenticity.ts';
import type { Authenticity, Voucher } from './authenticity.ts';
import type { BotDeps } from './bot.ts';
import type { TeamsConfig } from './config.ts';
import { deliver } from './deliver.ts';
import { readActivity } from './inbound.ts';
import { NOT_UNDERSTOOD } from './invoke-response.ts';
import type { Alert } from './alert.ts';
import { createPlaygroundTrust } from './playground.ts';
import { activitySchema } from './schema.ts';
import type { TeamsActivity } from './schema.ts';
import { keepWhereabouts } from './whereabouts.ts';

export type TeamsAppDeps = {
  readonly config: TeamsConfig;
  readonly frontDoor: FrontDoor;
  readonly references: SurfaceAddresses;
  readonly isKnownTenant: (tenantId: string) => Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
  readonly alert: Alert;
  readonly express: Express;
};

export interface TeamsApp {
  /** Resolves when every answer that was begun has gone out or failed. */
  readonly settled: () => Promise<void>;
}

type Route = BotDeps & { readonly authenticity: Authenticity; readonly background: Set<Promise<void>> };

export const TEAMS_PATH = '/api/messages';

/** Believes nobody before the token is verified, and says no more than a status to whom it does not believe. */
export function createTeamsApp(deps: TeamsAppDeps): TeamsApp {
  const { config, clock, express } = deps;
  const adapter = createAdapter({ config, clock, timeoutMs: config.answerMs });
  const authenticity = config.mode === 'playground' ? createPlaygroundTrust(deps) : createAuthenticity(deps);
  const background = new Set<Promise<void>>();
  const route: Route = { ...deps, adapter, authenticity, background };
  express.post(TEAMS_PATH, requireToken(route), json({ limit: config.maxBodyBytes }), receive(route), refuse(route));
  return {
    settled: async () => {
      while (background.size > 0) await Promise.all(background);
    },
  };
}

const vouchers = new WeakMap<Request, Voucher>();

function requireToken({ authenticity, log }: Route): RequestHandler {
  return async (request, response, next) => {
    const voucher = await authenticity.verifyToken(request.headers.authorization);
    if (!voucher.ok) {
      log.warn({ reason: voucher.error.reason }, 'Request not believed');
      end(response, voucher.error.status);
      return;
    }
    vouchers.set(request, voucher.value);
    next();
  };
}

function receive(route: Route): RequestHandler {
  return async (request, response) => {
    const voucher = vouchers.get(request);
    if (voucher === undefined) throw new Error('A request came past its token');
    const activity = activitySchema.safeParse(request.body);
    if (!activity.success) {
      end(response, 400);
      return;
    }
    const tenant = await route.authenticity.verifyActivity(voucher, activity.data);
    if (!tenant.ok) {
      route.log.warn({ reason: tenant.error.reason }, 'Activity not believed');
      end(response, tenant.error.status);
      return;
    }
    inBackground(route, keepWhereabouts(route, activity.data, tenant.value));
    // The schema has checked the fields that the SDK reads from the wire's activity.
    const wire: Activity = request.body;
    await answer(route, { activity: activity.data, wire }, response);
  };
}

type Received = { readonly activity: TeamsActivity; readonly wire: Activity };

async function answer(route: Route, { activity, wire }: Received, response: Response): Promise<void> {
  const reading = readActivity(activity, route.config);
  if (reading.kind === 'ignored') {
    route.log.info({ reason: reading.reason, type: activity.type }, 'Activity ignored');
    if (activity.type === 'invoke') response.status(200).json(NOT_UNDERSTOOD);
    else end(response, 200);
    return;
  }
  const outcome = await deliver(route, { activity: wire, delivery: reading.delivery });
  if (outcome.body === undefined) end(response, outcome.status);
  else response.status(outcome.status).json(outcome.body);
  if (outcome.after !== undefined) inBackground(route, outcome.after());
}

function inBackground({ background, log }: Route, work: Promise<void>): void {
  const logged = work
    .catch((error: unknown) => log.error({ error }, 'Work behind an acknowledged activity failed'))
    .finally(() => background.delete(logged));
  background.add(logged);
}

const BODIES = {
  200: '',
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  413: 'Too large',
  503: 'Unavailable',
} as const;

/** Constant bodies: what went wrong inside is for the log. */
function end(response: Response, status: keyof typeof BODIES): void {
  response.status(status).type('text/plain').send(BODIES[status]);
}

function refuse({ log }: Route): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status === 400 || status === 413) {
      end(response, status);
      return;
    }
    log.error({ error }, 'Activity could not be received');
    end(response, 503);
  };
}
