import type { Express } from 'express';
import type { SlackAlert } from '../../../bots/slack/alert.ts';
import { createSlackApp, type SlackApp } from '../../../bots/slack/app.ts';
import { slackConfigSchema, type SlackConfig } from '../../../bots/slack/config.ts';
import type { Clock } from '../../../core/clock.ts';
import type { FrontDoor } from '../../../core/commands/front-door.ts';
import type { Log } from '../../../core/log.ts';
import { BOT_TOKEN, TEAM } from '../../stand-ins/slack/people.ts';

export type ASlackApp = {
  readonly web: Express;
  readonly frontDoor: FrontDoor;
  readonly clock: Clock;
  readonly config: Partial<SlackConfig>;
  readonly alerts?: SlackAlert[];
  readonly logged?: string[];
};

export function aSlackApp({ web, frontDoor, clock, config, alerts = [], logged = [] }: ASlackApp): SlackApp {
  return createSlackApp({
    config: slackConfigSchema.parse({ signingSecrets: ['secret'], ...config }),
    frontDoor,
    clock,
    log: keepingLog(logged),
    alert: (alert) => alerts.push(alert),
    tokenOf: tokenOfTheTeam,
    express: web,
  });
}

export async function tokenOfTheTeam(workspace: string): Promise<string | undefined> {
  return workspace === TEAM ? BOT_TOKEN : undefined;
}

export function keepingLog(logged: string[]): Log {
  const keep = (fields: Readonly<Record<string, unknown>>, event: string): void => {
    logged.push(`${event} ${Object.values(fields).map(String).join(' ')}`);
  };
  return { info: keep, warn: keep, error: keep };
}
