import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';

/** Routers on loopback, as the web process mounts them. */
export async function served(routers: Readonly<Record<string, Router>>) {
  const app = express();
  for (const [path, router] of Object.entries(routers)) app.use(path, router);
  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => {
    server.once('listening', () => resolve());
  });
  // A TCP server's address is an object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
