import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createRespond } from '../../../bots/slack/response-url.ts';
import { ok } from '../../../core/result.ts';

const MESSAGE = { text: 'Heard', blocks: [] };

describe('an answer at a response_url', () => {
  test.each([
    'https://hooks.slack.com.evil.example/commands/1',
    'https://evil.example/?https://hooks.slack.com/',
    'http://hooks.slack.com/commands/1',
    'https://hooks.slack.com:8443/commands/1',
    'https://user:password@hooks.slack.com/commands/1',
    'file:///etc/passwd',
    'not an address',
  ])('never goes to %s', async (url) => {
    const respond = createRespond({ responseOrigins: ['https://hooks.slack.com'], timeoutMs: 50 });

    expect(await respond(url, MESSAGE, 'ephemeral')).toEqual({
      ok: false,
      error: { kind: 'refused', reason: 'response_url_not_allowed' },
    });
  });

  test('follows no redirect', async () => {
    const reached: string[] = [];
    await using server = await listening((request, response) => {
      reached.push(request.url ?? '');
      response.writeHead(307, { location: '/elsewhere' }).end();
    });

    const sent = await server.respond('/commands/1');

    expect(sent.ok).toBe(false);
    expect(reached).toEqual(['/commands/1']);
  });

  test.each([
    ['the word ok', { status: 200, body: 'ok' }, ok(undefined)],
    ['JSON that says ok', { status: 200, body: '{"ok":true}' }, ok(undefined)],
    ['JSON that says no', { status: 200, body: '{"ok":false,"error":"invalid_blocks"}' }, refused('invalid_blocks')],
    ['an address that is used up', { status: 404, body: '{"ok":false,"error":"used_url"}' }, refused('http_404')],
    [
      'too many',
      { status: 429, headers: { 'retry-after': '4' } },
      { error: { kind: 'throttled', retryAfterMs: 4000 } },
    ],
    ['a broken gateway', { status: 502 }, { error: { kind: 'ambiguous' } }],
  ])('answered with %s is understood', async (_what, { status, headers = {}, body = '' }: Answered, expected) => {
    await using server = await listening((_request, response) => response.writeHead(status, headers).end(body));

    expect(await server.respond('/commands/1')).toMatchObject(expected);
  });

  test('that nobody answers is given up, and nobody knows whether it arrived', async () => {
    await using server = await listening(() => undefined);

    expect(await server.respond('/commands/1')).toMatchObject({ ok: false, error: { kind: 'ambiguous' } });
  });
});

type Answered = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

function refused(reason: string) {
  return { ok: false, error: { kind: 'refused', reason } } as const;
}

async function listening(listener: RequestListener) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const respond = createRespond({ responseOrigins: [url], timeoutMs: 300 });
  return {
    respond: (path: string) => respond(`${url}${path}`, MESSAGE, 'ephemeral'),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
