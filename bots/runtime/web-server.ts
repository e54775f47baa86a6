import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import express, { type Express } from 'express';
import { collectDefaultMetrics, Registry as Metrics } from 'prom-client';

export type WebServer = {
  readonly express: Express;
  readonly start: () => Promise<string>;
  readonly stop: () => Promise<void>;
};
export type WebServerDeps = { readonly host: string; readonly port: number; readonly ready: () => Promise<void> };

/** One Express app for every platform, with liveness, readiness and metrics. Body parsers belong to single routes. */
export function createWebServer({ host, port, ready }: WebServerDeps): WebServer {
  const app = express();
  app.disable('x-powered-by');
  const metrics = new Metrics();
  collectDefaultMetrics({ register: metrics });
  app.get('/healthz', (_request, response) => {
    response.type('text/plain').send('ok');
  });
  app.get('/readyz', async (_request, response) => {
    const isReady = await ready().then(
      () => true,
      () => false,
    );
    response
      .status(isReady ? 200 : 503)
      .type('text/plain')
      .send(isReady ? 'ready' : 'the database does not answer');
  });
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  let server: Server | undefined;
  return {
    express: app,
    start: async () => {
      server = await listening(app, host, port);
      return addressOf(server, host);
    },
    stop: async () => {
      const open = server;
      if (open === undefined) return;
      open.closeIdleConnections();
      await new Promise<void>((resolve, reject) =>
        open.close((error) => (error === undefined ? resolve() : reject(error))),
      );
    },
  };
}

function listening(app: Express, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) => (error === undefined ? resolve(server) : reject(error)));
  });
}

function addressOf(server: Server, host: string): string {
  const address: string | AddressInfo | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The web server has no port');
  return `http://${host}:${address.port}`;
}
