import type { App, Receiver } from '@slack/bolt';
import type { Express, Request, Response } from 'express';
import type { Log } from '../../core/log.ts';
import type { HttpAnswer } from './arrival.ts';
import type { CheckAuthenticity } from './authenticity.ts';
import { parseBody } from './parse-body.ts';
import { readBody } from './read-body.ts';

export type ReceiverDeps = {
  readonly express: Express;
  readonly path: string;
  readonly bodyLimitBytes: number;
  readonly isAuthentic: CheckAuthenticity;
  readonly log: Log;
};

/** What our listeners find in Bolt's context. */
export const HTTP_ANSWER = 'httpAnswer';

/**
 * Bolt's receivers acknowledge events before any listener has run, check the time of a request on one side only, and
 * accept an identical one again. This one lets nobody but a listener acknowledge.
 */
export function createReceiver(deps: ReceiverDeps): Receiver {
  return {
    init: (app) => {
      deps.express.post(deps.path, async (request, response) => {
        try {
          await receive(deps, app, request, response);
        } catch (error) {
          // Express would write the stack trace into the answer.
          deps.log.error({ error }, 'Slack request could not be read');
          if (!response.headersSent) response.status(500).end();
        }
      });
    },
    start: () => Promise.resolve(undefined),
    stop: () => Promise.resolve(undefined),
  };
}

async function receive(deps: ReceiverDeps, app: App, request: Request, response: Response): Promise<void> {
  const body = await readBody(request, deps.bodyLimitBytes);
  if (!body.ok) return reject(deps, response, { status: 413, reason: body.error.kind });
  const authentic = deps.isAuthentic({ rawHeaders: request.rawHeaders, body: body.value });
  if (!authentic.ok) return reject(deps, response, { status: 401, reason: authentic.error.kind });
  const payload = parseBody(body.value, request.headers['content-type']);
  if (payload === undefined) return reject(deps, response, { status: 400, reason: 'malformed-body' });

  if ('ssl_check' in payload) return void response.status(200).end();
  if (payload['type'] === 'url_verification')
    return void response.status(200).json({ challenge: payload['challenge'] });
  await process(deps, app, payload, httpAnswerOf(response));
}

async function process(deps: ReceiverDeps, app: App, body: Record<string, unknown>, http: HttpAnswer): Promise<void> {
  try {
    await app.processEvent({ body, ack: () => Promise.resolve(), customProperties: { [HTTP_ANSWER]: http } });
    // Nobody listens to it, so there is nothing to lose: without an answer Slack would deliver it again.
    http.acknowledge();
  } catch (error) {
    deps.log.error({ error }, 'Slack delivery broke');
    http.unavailable();
  }
}

/** The reason goes to the log only: a stranger learns nothing. */
function reject(
  { log }: ReceiverDeps,
  response: Response,
  { status, reason }: { status: number; reason: string },
): void {
  log.warn({ status, reason }, 'Slack request refused');
  response.status(status).set('connection', 'close').end();
}

function httpAnswerOf(response: Response): HttpAnswer {
  return {
    acknowledge: (body) => {
      if (response.headersSent) return;
      if (body === undefined) response.status(200).end();
      else response.status(200).json(body);
    },
    unavailable: () => {
      if (!response.headersSent) response.status(503).end();
    },
  };
}
