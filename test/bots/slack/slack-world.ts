import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { SlackAlert } from '../../../bots/slack/alert.ts';
import type { SlackConfig } from '../../../bots/slack/config.ts';
import type { SlackApp } from '../../../bots/slack/app.ts';
import { createManualClock, type ManualClock } from '../../stand-ins/clock/scaled-clock.ts';
import { slackDriver, type SlackDriver } from '../../stand-ins/slack/slack-driver.ts';
import { startSlackStandIn, type SlackStandIn } from '../../stand-ins/slack/slack-stand-in.ts';
import { aSlackApp } from './a-slack-app.ts';
import { createScriptedFrontDoor, type ScriptedFrontDoor } from './scripted-front-door.ts';

export interface SlackWorld extends AsyncDisposable {
  readonly slack: SlackStandIn;
  readonly driver: SlackDriver;
  readonly frontDoor: ScriptedFrontDoor;
  readonly app: SlackApp;
  readonly clock: ManualClock;
  readonly alerts: readonly SlackAlert[];
  readonly logged: readonly string[];
}

const PARTNER_TEAM = 'T0PARTNER';

/** The Slack front end on a real Express server, between a driver that acts for people and a stand-in that is Slack. */
export async function setupSlackWorld(config: Partial<SlackConfig> = {}): Promise<SlackWorld> {
  const clock = createManualClock(Temporal.Now.instant());
  const slack = await startSlackStandIn({
    clock,
    people: [
      { name: 'ada', email: 'ada@example.com' },
      { name: 'grace', email: 'grace@example.com' },
      { name: 'eve', email: 'eve@partner.example', team: PARTNER_TEAM },
    ],
    channels: [{ name: 'seats' }, { name: 'elsewhere', withoutBot: true }],
  });
  const frontDoor = createScriptedFrontDoor();
  const alerts: SlackAlert[] = [];
  const logged: string[] = [];
  const web = express();
  const whole = { slackApiUrl: slack.apiUrl, responseOrigins: [slack.url], ...config };
  const app = aSlackApp({ web, frontDoor, clock, config: whole, alerts, logged });
  const server = createServer(web);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  return {
    slack,
    driver: slackDriver({ url, signingSecret: 'secret', clock, slack }),
    frontDoor,
    app,
    clock,
    alerts,
    logged,
    [Symbol.asyncDispose]: async () => {
      await app.drained();
      server.closeAllConnections();
      server.close();
      await slack[Symbol.asyncDispose]();
    },
  };
}
