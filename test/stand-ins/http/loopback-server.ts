import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../core/clock.ts';
import type { Answer, Route } from './exchange.ts';

export interface LoopbackServer extends AsyncDisposable {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Answers carry the stand-in's own clock in `Date`, because clients measure Retry-After against it. */
export async function startLoopback(clock: Clock, route: Route): Promise<LoopbackServer> {
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    void serve({ clock, route }, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The loopback server has no port');
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${address.port}`, stop, [Symbol.asyncDispose]: stop };
}

type Serving = { readonly clock: Clock; readonly route: Route };

async function serve({ clock, route }: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await answerTo(route, request);
  if (answer.kind === 'reset') {
    request.socket.destroy();
    return;
  }
  response.sendDate = false;
  const date = new Date(clock.now().epochMilliseconds).toUTCString();
  if (answer.kind === 'text') {
    response.writeHead(answer.status, { 'content-type': 'text/plain', date }).end(answer.body);
    return;
  }
  const headers = { 'content-type': 'application/json; charset=utf-8', date, ...answer.headers };
  response.writeHead(answer.status, headers).end(answer.status === 204 ? undefined : JSON.stringify(answer.body));
}

async function answerTo(route: Route, request: IncomingMessage): Promise<Answer> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    return await route({
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', 'http://127.0.0.1'),
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    });
  } catch (error) {
    // 599 is no vendor's status: a fault of the stand-in itself must not look like the vendor's weather.
    return { kind: 'text', status: 599, body: error instanceof Error ? (error.stack ?? error.message) : 'unknown' };
  }
}
