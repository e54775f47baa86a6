import type { Log } from '../../../core/log.ts';
import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { createAdapter } from '../../../bots/teams/adapter.ts';
import { createTeamsApp, TEAMS_PATH } from '../../../bots/teams/app.ts';
import type { TeamsApp } from '../../../bots/teams/app.ts';
import type { TeamsConfig, TeamsConfigInput } from '../../../bots/teams/config.ts';
import type { PosterDeps } from '../../../bots/teams/poster.ts';
import type { SealedReply } from '../../../core/commands/reply.ts';
import type { SurfaceAddresses } from '../../../core/outbox/conversation-references.ts';
import { createManualClock } from '../../stand-ins/clock/scaled-clock.ts';
import type { ManualClock } from '../../stand-ins/clock/scaled-clock.ts';
import { startBotConnector } from '../../stand-ins/teams/bot-connector.ts';
import type { BotConnector } from '../../stand-ins/teams/bot-connector.ts';
import { configFor } from '../../stand-ins/teams/connector-config.ts';
import { createTeamsDriver } from '../../stand-ins/teams/teams-driver.ts';
import type { TeamsDriver } from '../../stand-ins/teams/teams-driver.ts';
import { createMemoryAddresses } from './memory-addresses.ts';
import { POPULATION, REGISTRATION, TENANT } from './people.ts';
import { createScriptedFrontDoor } from './scripted-front-door.ts';
import type { ScriptedFrontDoor } from './scripted-front-door.ts';

export interface TeamsWorld extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly connector: BotConnector;
  readonly config: TeamsConfig;
  readonly references: SurfaceAddresses;
  readonly poster: PosterDeps;
  readonly frontDoor: ScriptedFrontDoor;
  readonly app: TeamsApp;
  readonly driver: TeamsDriver;
  readonly endpoint: string;
  readonly alerts: readonly unknown[];
  readonly logged: readonly string[];
}

export type TeamsWorldOptions = {
  readonly reply?: SealedReply;
  readonly config?: TeamsConfigInput;
  readonly pageSize?: number;
  readonly knownTenants?: readonly string[];
};

const NOTHING: SealedReply = {
  kind: 'private',
  view: { title: 'Understood', tone: 'neutral', blocks: [], actions: [] },
};

/** The real front end over the stand-in, with a scripted product behind it. */
export async function startTeamsWorld({
  reply = NOTHING,
  config: more = {},
  pageSize = 100,
  knownTenants = [TENANT],
}: TeamsWorldOptions = {}): Promise<TeamsWorld> {
  const clock = createManualClock(Temporal.Instant.from('2026-11-22T12:00:00Z'));
  const connector = await startBotConnector({ ...POPULATION, clock, registration: REGISTRATION, pageSize });
  const config = configFor(connector, more);
  const references = createMemoryAddresses();
  const frontDoor = createScriptedFrontDoor(reply);
  const alerts: unknown[] = [];
  const logged: string[] = [];
  const note = (fields: Readonly<Record<string, unknown>>, message: string): void => {
    logged.push(`${message} ${JSON.stringify(fields)}`);
  };
  const log: Log = { info: note, warn: note, error: note };
  const web = express();
  const app = createTeamsApp({
    config,
    frontDoor,
    references,
    isKnownTenant: async (tenantId) => knownTenants.includes(tenantId),
    clock,
    log,
    alert: (alert) => alerts.push(alert),
    express: web,
  });
  const server = createServer(web).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bot has no port');
  const endpoint = `http://127.0.0.1:${address.port}${TEAMS_PATH}`;
  return {
    clock,
    connector,
    config,
    references,
    poster: { config, references, adapter: createAdapter({ config, clock, timeoutMs: 1000 }) },
    frontDoor,
    app,
    driver: createTeamsDriver({ connector, endpoint, clock }),
    endpoint,
    alerts,
    logged,
    [Symbol.asyncDispose]: async () => {
      await app.settled();
      server.closeAllConnections();
      server.close();
      await connector[Symbol.asyncDispose]();
    },
  };
}
