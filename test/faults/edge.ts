import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

export type EdgeAnswer = { readonly status: number; readonly body: string };
type Passed = { readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** What stands between a platform and the web process, which it outlives: it keeps every delivery, byte for byte. */
export type Edge = AsyncDisposable & {
  readonly url: string;
  /** Undefined: nobody is there, and the platform is answered 503. */
  readonly leadsTo: (url: string | undefined) => void;
  /** The number of the newest delivery. */
  readonly newest: () => number;
  /** Delivers the same bytes with the same signature once more. */
  readonly again: (delivery: number) => Promise<EdgeAnswer>;
};

export async function openEdge(): Promise<Edge> {
  const passed: Passed[] = [];
  let target: string | undefined;
  const pass = async ({ path, headers, body }: Passed): Promise<EdgeAnswer & { readonly type: string | null }> => {
    if (target === undefined) return { status: 503, body: '', type: null };
    const response = await fetch(`${target}${path}`, { method: 'POST', headers, body });
    return { status: response.status, body: await response.text(), type: response.headers.get('content-type') };
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const delivery = {
      path: request.url ?? '/',
      headers: endToEnd(request.headers),
      body: Buffer.concat(chunks).toString('utf8'),
    };
    passed.push(delivery);
    try {
      const { status, body, type } = await pass(delivery);
      response.writeHead(status, type === null ? {} : { 'content-type': type }).end(body);
    } catch {
      // The process behind has gone in the middle of it: so does the connection in front.
      request.socket.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The edge has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    leadsTo: (url) => {
      target = url;
    },
    newest: () => passed.length - 1,
    again: async (delivery) => {
      const found = passed[delivery];
      if (found === undefined) throw new Error(`There is no delivery ${delivery}`);
      const { status, body } = await pass(found);
      return { status, body };
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const HOP_BY_HOP = new Set(['connection', 'content-length', 'host', 'transfer-encoding', 'keep-alive']);

function endToEnd(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !HOP_BY_HOP.has(name) ? [[name, value]] : [],
    ),
  );
}
