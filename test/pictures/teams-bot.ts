import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { createAdapter } from '../../bots/teams/adapter.ts';
import { createTeamsApp, TEAMS_PATH } from '../../bots/teams/app.ts';
import { TEAMS, teamsConfigSchema } from '../../bots/teams/config.ts';
import { createTeamsGateway } from '../../bots/teams/gateway.ts';
import { createDeliverNotice } from '../../core/outbox/deliver-notice.ts';
import type { Notice } from '../../core/outbox/notice.ts';
import { ACME } from '../builders/ids.ts';
import { createFakeSurfaceAddresses } from '../fakes/fake-surface-addresses.ts';
import type { Office } from './office.ts';
import { PLAYGROUND_TENANT } from './playground-settings.ts';

export interface TeamsBot extends AsyncDisposable {
  readonly endpoint: string;
  /** Brings these messages of the outbox to where they belong, as the worker would. */
  readonly delivers: (notices: readonly Notice[]) => Promise<void>;
}

/** The real front end of Teams in front of the office, for the playground that signs nothing. */
export async function startTeamsBot({ deps, frontDoor }: Office, playgroundPort: number): Promise<TeamsBot> {
  const origins = [`http://127.0.0.1:${playgroundPort}`, `http://localhost:${playgroundPort}`];
  const config = teamsConfigSchema.parse({ mode: 'playground', serviceOrigins: origins });
  const { clock, log } = deps;
  const references = createFakeSurfaceAddresses();
  const web = express();
  const app = createTeamsApp({ config, frontDoor, references, isKnownTenant, clock, log, alert, express: web });
  const server = createServer(web).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bot has no port');

  const adapter = createAdapter({ config, clock, timeoutMs: config.sendMs });
  const gateway = createTeamsGateway({ config, adapter, references, alert });
  const deliverNotice = createDeliverNotice({
    ...deps,
    gateways: (surface) => (surface === TEAMS ? gateway : undefined),
    directories: () => undefined,
  });
  return {
    endpoint: `http://127.0.0.1:${address.port}${TEAMS_PATH}`,
    delivers: async (notices) => {
      for (const { id } of notices) {
        await deliverNotice({ accountId: ACME, noticeId: id }, new AbortController().signal);
      }
    },
    [Symbol.asyncDispose]: async () => {
      await app.settled();
      server.closeAllConnections();
      server.close();
    },
  };
}

function alert(problem: unknown): never {
  throw new Error(`A card was refused by its own validator: ${JSON.stringify(problem)}`);
}

async function isKnownTenant(tenantId: string): Promise<boolean> {
  return tenantId === PLAYGROUND_TENANT;
}
