import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCheckAuthenticity } from '../../../bots/slack/authenticity.ts';
import type { SlackApp } from '../../../bots/slack/app.ts';
import { createManualClock } from '../../stand-ins/clock/scaled-clock.ts';
import { aSlackApp } from './a-slack-app.ts';
import { rawPost, type RawHeaders } from './raw-post.ts';
import { createScriptedFrontDoor } from './scripted-front-door.ts';

const NOW = Temporal.Instant.from('2026-11-22T14:05:00Z');
const BODY = new URLSearchParams({
  command: '/seat',
  text: 'help',
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
  trigger_id: 'trigger-1',
  response_url: 'http://127.0.0.1:1/commands/1',
}).toString();

describe('a request that claims to come from Slack', () => {
  const frontDoor = createScriptedFrontDoor();
  const web = express();
  const server = createServer(web);
  let app: SlackApp;
  let url = '';

  beforeAll(async () => {
    app = aSlackApp({
      web,
      frontDoor,
      clock: createManualClock(NOW),
      config: { signingSecrets: ['current', 'next'], bodyLimitBytes: 10_000 },
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  });

  afterAll(async () => {
    await app.drained();
    server.close();
  });

  beforeEach(() => frontDoor.forget());

  test.each([
    ['signed now', {}],
    ['signed with the second secret', { secret: 'next' }],
    ['five minutes old', { at: NOW.subtract({ minutes: 5 }) }],
    ['five minutes ahead', { at: NOW.add({ minutes: 5 }) }],
  ])('%s is taken', async (_what, how) => {
    expect(await post(url, signed(how))).toBe(200);
    expect(frontDoor.accepted()).toHaveLength(1);
  });

  test.each([
    ['without a signature', () => omit(signed({}), 'x-slack-signature')],
    ['without a time', () => omit(signed({}), 'x-slack-request-timestamp')],
    ['signed with another secret', () => signed({ secret: 'other' })],
    ['signed with nothing', () => signed({ secret: '' })],
    ['signed for another body', () => signed({ body: 'command=%2Fseat' })],
    [
      'signed for another time',
      () => ({ ...signed({}), 'x-slack-request-timestamp': seconds(NOW.add({ seconds: 1 })) }),
    ],
    ['six minutes old', () => signed({ at: NOW.subtract({ minutes: 6 }) })],
    ['an hour ahead', () => signed({ at: NOW.add({ hours: 1 }) })],
    [
      'with an upper-case signature',
      () => ({ ...signed({}), 'x-slack-signature': (signed({})['x-slack-signature'] ?? '').toUpperCase() }),
    ],
    [
      'with a time that is no whole number',
      () => ({ ...signed({}), 'x-slack-request-timestamp': `${seconds(NOW)}.0` }),
    ],
    [
      'with a version of its own',
      () => ({ ...signed({}), 'x-slack-signature': (signed({})['x-slack-signature'] ?? '').replace('v0', 'v1') }),
    ],
    ['with the signature twice', () => ({ ...signed({}), 'X-Slack-Signature': [signature({}), signature({})] })],
    ['with two times', () => ({ ...signed({}), 'X-Slack-Request-Timestamp': [seconds(NOW), seconds(NOW)] })],
  ])('%s is refused before anything runs', async (_what, headers) => {
    expect(await post(url, headers())).toBe(401);
    expect(frontDoor.accepted()).toEqual([]);
  });

  test('too large is refused before its signature is looked at', async () => {
    const body = 'x'.repeat(10_001);

    expect(await post(url, signed({ body }), body)).toBe(413);
  });

  test('too large and of undeclared length is refused as soon as it is', async () => {
    const body = 'x'.repeat(500_000);

    expect(await post(url, { ...signed({ body }), 'transfer-encoding': 'chunked' }, body)).toBe(413);
  });

  test('replayed within the window is taken once', async () => {
    const headers = signed({});

    expect(await post(url, headers)).toBe(200);
    expect(await post(url, headers)).toBe(200);

    expect(frontDoor.accepted()).toHaveLength(1);
    expect(frontDoor.handled()).toHaveLength(1);
  });

  test('that proves the address of the app is answered with its challenge', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1' });

    const response = await fetch(url, {
      method: 'POST',
      headers: { ...plainHeaders(signed({ body })), 'content-type': 'application/json' },
      body,
    });

    expect(await response.json()).toEqual({ challenge: 'c-1' });
  });

  test('and an ssl_check without a signature proves nothing', async () => {
    expect(await post(url, {}, 'ssl_check=1')).toBe(401);
  });
});

describe('an app that reads bodies before Slack’s signature is checked', () => {
  test('takes nothing and shows nothing of itself', async () => {
    const web = express();
    web.use(express.urlencoded());
    const logged: string[] = [];
    const frontDoor = createScriptedFrontDoor();
    aSlackApp({ web, frontDoor, clock: createManualClock(NOW), config: { signingSecrets: ['current'] }, logged });
    const server = createServer(web);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;

    const response = await fetch(url, {
      method: 'POST',
      headers: { ...signed({}), 'content-type': 'application/x-www-form-urlencoded' },
      body: BODY,
    });

    expect({ status: response.status, body: await response.text() }).toEqual({ status: 500, body: '' });
    expect(logged.join('\n')).toContain('The body was read before its signature was checked');
    expect(frontDoor.accepted()).toEqual([]);
    server.close();
  });
});

describe('signing secrets', () => {
  test.each([[[]], [['']], [['  ']], [['good', '']]])('%j stop the process from starting', (signingSecrets) => {
    expect(() => createCheckAuthenticity({ signingSecrets, clock: createManualClock(NOW) })).toThrow('signing secret');
  });
});

type How = { readonly secret?: string; readonly at?: Temporal.Instant; readonly body?: string };

async function post(url: string, headers: RawHeaders, body: string = BODY): Promise<number> {
  return await rawPost(url, headers, body);
}

function signed(how: How): Readonly<Record<string, string>> {
  return { 'x-slack-request-timestamp': seconds(how.at ?? NOW), 'x-slack-signature': signature(how) };
}

function signature({ secret = 'current', at = NOW, body = BODY }: How): string {
  return `v0=${createHmac('sha256', secret)
    .update(`v0:${seconds(at)}:${body}`)
    .digest('hex')}`;
}

function seconds(at: Temporal.Instant): string {
  return String(Math.floor(at.epochMilliseconds / 1000));
}

function omit(headers: Readonly<Record<string, string>>, name: string): RawHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}

function plainHeaders(headers: RawHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
