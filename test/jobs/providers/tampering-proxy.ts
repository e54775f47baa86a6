import type { Clock } from '../../../core/clock.ts';
import { json, type Answer, type Exchange } from '../../stand-ins/http/exchange.ts';
import { startLoopback, type LoopbackServer } from '../../stand-ins/http/loopback-server.ts';

/** Changes an answer on its way, or leaves it as it is. */
export type Tamper = (body: string, path: string) => string;

/** Stands before a stand-in and spoils some of its answers; links in them lead through it again. */
export async function startProxy(upstream: string, clock: Clock, tamper: Tamper): Promise<LoopbackServer> {
  const server = await startLoopback(clock, async (exchange) => {
    const response = await passOn(upstream, exchange);
    if (response === undefined) return { kind: 'reset' };
    const text = (await response.text()).replaceAll(upstream, server.url);
    return answerOf(response, tamper(text, exchange.url.pathname));
  });
  return server;
}

async function passOn(upstream: string, { method, url, headers, body }: Exchange): Promise<Response | undefined> {
  const passed = ['authorization', 'prefer', 'content-type'].flatMap((name): [string, string][] => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  try {
    return await fetch(`${upstream}${url.pathname}${url.search}`, {
      method,
      headers: passed,
      ...(method === 'GET' ? {} : { body }),
    });
  } catch {
    // The stand-in cut the line, and so must this.
    return undefined;
  }
}

function answerOf(response: Response, text: string): Answer {
  const kept = ['retry-after', 'date', 'location'].flatMap((name): [string, string][] => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return isJson
    ? json(response.status, JSON.parse(text), Object.fromEntries(kept))
    : { kind: 'text', status: response.status, body: text };
}
