import { App } from '@slack/bolt';
import type { Express } from 'express';
import type { Clock } from '../../core/clock.ts';
import type { FrontDoor } from '../../core/commands/front-door.ts';
import type { Log } from '../../core/log.ts';
import type { RaiseAlert } from './alert.ts';
import { createCheckAuthenticity } from './authenticity.ts';
import { DEADLINES, type SlackConfig } from './config.ts';
import { createDeliver } from './deliver.ts';
import { createDirectAnswer } from './direct-answer.ts';
import { listen } from './listen.ts';
import { createReceiver } from './receiver.ts';
import { createReopenForm } from './reopen-form.ts';
import { createRespond } from './response-url.ts';
import { sdkLogger } from './sdk-logger.ts';
import { createSpeak } from './speak.ts';
import { createClientOf, type TokenOf } from './web-clients.ts';

export type SlackAppDeps = {
  readonly config: SlackConfig;
  readonly frontDoor: FrontDoor;
  readonly clock: Clock;
  readonly log: Log;
  readonly alert: RaiseAlert;
  readonly tokenOf: TokenOf;
  /** No body parser may be mounted on the path of Slack: the signature covers the bytes. */
  readonly express: Express;
};

export interface SlackApp {
  /** Resolves when every delivery that was acknowledged has been answered; for an orderly stop. */
  readonly drained: () => Promise<void>;
}

/** Mounts Slack on an Express app: signature, Bolt's routing, our front door, one direct answer. */
export function createSlackApp({ config, frontDoor, clock, log, alert, tokenOf, express }: SlackAppDeps): SlackApp {
  const logger = sdkLogger(log);
  const isAuthentic = createCheckAuthenticity({ signingSecrets: config.signingSecrets, clock });
  const clientOf = createClientOf({ tokenOf, slackApiUrl: config.slackApiUrl, timeoutMs: DEADLINES.answerMs, logger });
  const respond = createRespond({ responseOrigins: config.responseOrigins, timeoutMs: DEADLINES.answerMs });
  const speak = createSpeak({ clientOf, respond });
  const answer = createDirectAnswer({ clientOf, speak, alert });
  const app = new App({
    receiver: createReceiver({ ...config, express, isAuthentic, log }),
    // Bolt’s own client and its memory of conversations are not used; `answer` speaks for us.
    authorize: () => Promise.resolve({}),
    ignoreSelf: false,
    convoStore: false,
    logger,
  });
  const deliver = createDeliver({ frontDoor, answer, alert, log });
  return listen(app, { deliver, reopenForm: createReopenForm({ frontDoor, answer, log }) });
}
