import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createSlackFiles } from '../../../bots/slack/files.ts';
import { BOT_TOKEN, TEAM } from '../../stand-ins/slack/people.ts';
import { keepingLog, tokenOfTheTeam } from './a-slack-app.ts';

const ADA = { surface: 'slack', workspace: TEAM, user: 'U1' };

type Slack = {
  readonly info?: (origin: string) => object;
  readonly file?: (response: ServerResponse) => void;
};

/** Slack's file method and its file host on one address of this machine. */
async function aSlack({ info = ownFile, file = csv }: Slack) {
  const asked: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    asked.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    if (request.url === '/f/people.csv') return file(response);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(info(origin)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const config = { slackApiUrl: `${origin}/api/`, fileOrigins: [origin] };
  const files = createSlackFiles({ config, tokenOf: tokenOfTheTeam, log: keepingLog([]) });
  return {
    asked,
    read: (from = ADA) => files.read(from, 'F1', new AbortController().signal),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function ownFile(origin: string): object {
  return { ok: true, file: { id: 'F1', user: 'U1', size: 11, url_private_download: `${origin}/f/people.csv` } };
}

function csv(response: ServerResponse): void {
  response.setHeader('content-type', 'text/csv');
  response.end('Name,E-mail');
}

describe('a file that was sent in Slack', () => {
  test('is fetched with our token from Slack’s file host', async () => {
    await using slack = await aSlack({});

    const bytes = await slack.read();

    expect(bytes.ok && new TextDecoder().decode(bytes.value)).toBe('Name,E-mail');
    expect(slack.asked.at(-1)).toBe(`/f/people.csv Bearer ${BOT_TOKEN}`);
  });

  test.each<[string, Slack, string]>([
    ['by somebody else', { info: (origin) => ({ ok: true, file: { ...fileOf(origin), user: 'U2' } }) }, 'not-theirs'],
    [
      'and is too large',
      { info: (origin) => ({ ok: true, file: { ...fileOf(origin), size: 1_048_577 } }) },
      'too-large',
    ],
    ['and is gone', { info: () => ({ ok: false, error: 'file_not_found' }) }, 'gone'],
    ['without the scope', { info: () => ({ ok: false, error: 'missing_scope' }) }, 'not-permitted'],
  ])('%s is refused before it is fetched', async (_, slack, kind) => {
    await using world = await aSlack(slack);

    expect(await world.read()).toEqual({ ok: false, error: { kind } });
    expect(world.asked.filter((line) => line.startsWith('/f/'))).toEqual([]);
  });

  test('and lies somewhere else never gets our token', async () => {
    await using slack = await aSlack({
      info: () => ({ ok: true, file: { user: 'U1', size: 1, url_private: 'https://files.slack.com.evil.example/f' } }),
    });

    expect(await slack.read()).toEqual({ ok: false, error: { kind: 'not-permitted' } });
    expect(slack.asked.filter((line) => !line.startsWith('/api/'))).toEqual([]);
  });

  test.each<[string, (response: ServerResponse) => void, string]>([
    [
      'a sign-in page',
      (response) => void response.setHeader('content-type', 'text/html').end('<html>'),
      'not-permitted',
    ],
    [
      'a redirect',
      (response) => void response.writeHead(302, { location: 'https://evil.example/' }).end(),
      'not-permitted',
    ],
    ['more than was announced', (response) => void response.end('x'.repeat(1_048_577)), 'too-large'],
    ['an error', (response) => void response.writeHead(503).end(), 'unavailable'],
  ])('and answered with %s is no list', async (_, file, kind) => {
    await using slack = await aSlack({ file });

    expect(await slack.read()).toMatchObject({ ok: false, error: { kind } });
  });

  test('in a workspace where Usher is not installed is not asked for', async () => {
    await using slack = await aSlack({});

    expect(await slack.read({ ...ADA, workspace: 'T0OTHER' })).toEqual({ ok: false, error: { kind: 'not-permitted' } });
    expect(slack.asked).toEqual([]);
  });
});

function fileOf(origin: string) {
  return { user: 'U1', size: 11, url_private_download: `${origin}/f/people.csv` };
}
