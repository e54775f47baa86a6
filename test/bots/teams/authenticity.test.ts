import { createHmac } from 'node:crypto';
import { ActivityFactory, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Activity } from 'botbuilder';
import { UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UNENDORSED_KEY } from '../../stand-ins/teams/channel-issuer.ts';
import type { MintOptions } from '../../stand-ins/teams/channel-issuer.ts';
import { ADA, FOREIGN_TENANT, REGISTRATION, TENANT } from './people.ts';
import { startTeamsWorld } from './teams-world.ts';
import type { TeamsWorld } from './teams-world.ts';

let world: TeamsWorld;
beforeAll(async () => {
  world = await startTeamsWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const BODIES: Readonly<Record<number, string>> = { 401: 'Unauthorized', 403: 'Forbidden' };
const HOME_ISSUER = `https://sts.windows.net/${TENANT}/`;

describe('a request is not believed', () => {
  const tokens: Readonly<Record<string, () => MintOptions>> = {
    'whose token expired an hour ago': () => ({ expires: world.clock.now().subtract({ hours: 1 }) }),
    'whose token expired four minutes ago': () => ({ expires: world.clock.now().subtract({ minutes: 4 }) }),
    'whose token begins in ten minutes': () => ({ notBefore: world.clock.now().add({ minutes: 10 }) }),
    'whose token is for another app': () => ({ audience: '33333333-3333-4333-8333-333333333333' }),
    'whose token has another issuer': () => ({ issuer: 'https://evil.example' }),
    'whose token names another service URL': () => ({ serviceUrl: 'https://smba.trafficmanager.net/other/' }),
    'whose token names no service URL': () => ({ serviceUrl: undefined }),
    'whose issuer is the home tenant with our app id': () => ({
      issuer: HOME_ISSUER,
      claims: { appid: REGISTRATION.appId, ver: '1.0', tid: TENANT },
    }),
    'whose issuer is a foreign tenant with our app id': () => ({
      issuer: `https://sts.windows.net/${FOREIGN_TENANT}/`,
      claims: { appid: REGISTRATION.appId, ver: '1.0', tid: FOREIGN_TENANT },
    }),
    'whose issuer is the home tenant with another app id': () => ({
      issuer: HOME_ISSUER,
      claims: { appid: 'another', ver: '1.0', tid: TENANT },
    }),
    'whose key is not endorsed for the channel': () => ({ keyId: UNENDORSED_KEY }),
    'whose key is a stranger’s under a known id': () => ({ isForged: true }),
    'whose token is signed with another algorithm of the same key': () => ({ algorithm: 'RS512' }),
    'whose key id is unknown': () => ({ keyId: 'never-published' }),
  };

  test.each(Object.entries(tokens))('%s', async (_name, token) => {
    const answer = await world.driver.sends(anActivity(), token());

    expect(answer).toMatchObject({ status: 401, body: BODIES[401] });
  });

  const headers: Readonly<Record<string, () => Promise<string | undefined>>> = {
    'without a token': async () => undefined,
    'with junk for a token': async () => 'Bearer junk',
    'with junk in the shape of a token': async () => 'Bearer aaaa.bbbb.cccc',
    'with another scheme': async () => `Basic ${await world.connector.issuer.mint()}`,
    'with an unsigned token': async () => `Bearer ${new UnsecuredJWT(claims()).encode()}`,
    'with HS256 under a known key id': async () => `Bearer ${await hs256()}`,
    'with a header that is too long': async () =>
      `Bearer ${await world.connector.issuer.mint({ claims: { pad: 'x'.repeat(8000) } })}`,
  };

  test.each(Object.entries(headers))('%s', async (_name, authorization) => {
    const answer = await post(anActivity(), await authorization());

    expect(answer).toEqual({ status: 401, body: BODIES[401] });
  });

  const activities: Readonly<Record<string, () => Readonly<Record<string, unknown>>>> = {
    'from a foreign tenant': () =>
      anActivity({ conversation: { id: 'a:1', tenantId: FOREIGN_TENANT }, channelData: {} }),
    'from two tenants at once': () => anActivity({ channelData: { tenant: { id: FOREIGN_TENANT } } }),
    'from no tenant': () => anActivity({ conversation: { id: 'a:1' }, channelData: {} }),
    'that is two hours old': () => anActivity({ timestamp: world.clock.now().subtract({ hours: 2 }).toString() }),
    'from the future': () => anActivity({ timestamp: world.clock.now().add({ minutes: 10 }).toString() }),
    'without a time': () => anActivity({ timestamp: undefined }),
  };

  test.each(Object.entries(activities))('%s', async (_name, activity) => {
    const answer = await world.driver.sends(activity());

    expect(answer).toMatchObject({ status: 403, body: BODIES[403] });
  });

  test('when its service URL is on no allowed origin, even though its token says so', async () => {
    const serviceUrl = 'https://smba.trafficmanager.net.evil.example/';

    const answer = await world.driver.sends(anActivity({ serviceUrl }), { serviceUrl });

    expect(answer).toMatchObject({ status: 403, body: BODIES[403] });
  });

  test('and nothing of it has reached the front door or the log', async () => {
    expect(world.frontDoor.inbounds).toEqual([]);
    expect(world.logged.join('\n')).not.toContain('eyJ');
  });
});

describe('a request is believed', () => {
  test('with a valid token', async () => {
    expect(await world.driver.sends(anActivity())).toMatchObject({ status: 200 });
  });

  test('within the clock skew', async () => {
    const token = { expires: world.clock.now().subtract({ seconds: 30 }) };

    expect(await world.driver.sends(anActivity(), token)).toMatchObject({ status: 200 });
  });

  test('twice, but takes effect once', async () => {
    const activity = anActivity({ id: 'replayed' });
    const before = world.frontDoor.runs();

    await world.driver.sends(activity);
    await world.driver.redelivers();
    await world.app.settled();

    expect(world.frontDoor.runs() - before).toBe(1);
  });
});

test('a body that is no JSON or too large is answered with a constant', async () => {
  const authorization = `Bearer ${await world.connector.issuer.mint()}`;

  expect(await post('{"broken', authorization)).toEqual({ status: 400, body: 'Bad request' });
  expect(await post(anActivity({ text: 'x'.repeat(300_000) }), authorization)).toEqual({
    status: 413,
    body: 'Too large',
  });
  expect(await post({ type: 'message' }, authorization)).toEqual({ status: 400, body: 'Bad request' });
});

test('an explicitly configured issuer of the home tenant speaks for the home tenant only', async () => {
  const issuer = HOME_ISSUER;
  await using other = await startTeamsWorld({
    config: { extraIssuers: [{ issuer, openIdMetadataUrl: `${world.connector.url}/openid` }] },
    knownTenants: [TENANT, FOREIGN_TENANT],
  });
  const authorization = `Bearer ${await world.connector.issuer.mint({ issuer, serviceUrl: other.connector.serviceUrl })}`;
  const activity = { ...anActivity(), serviceUrl: other.connector.serviceUrl };

  expect((await post(activity, authorization, other.endpoint)).status).toBe(200);
  expect(
    (
      await post(
        { ...activity, channelData: {}, conversation: { id: 'a:1', tenantId: FOREIGN_TENANT } },
        authorization,
        other.endpoint,
      )
    ).status,
  ).toBe(403);
});

test('a flood of invented tenants leaves nothing behind in the SDK', async () => {
  const before = await issuersKnownToTheSdk();

  for (let nth = 0; nth < 50; nth += 1) {
    const tid = `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
    const flood = { issuer: `https://sts.windows.net/${tid}/`, claims: { appid: REGISTRATION.appId, ver: '1.0', tid } };
    expect((await world.driver.sends(anActivity(), flood)).status).toBe(401);
  }

  expect(await issuersKnownToTheSdk()).toBe(before);
});

test('the SDK’s own check, which is never asked, would have kept them', async () => {
  const { url } = world.connector;
  const tid = '00000000-0000-4000-8000-00000000ffff';
  // The SDK looks at the machine's clock, not at ours.
  const notBefore = Temporal.Now.instant().subtract({ minutes: 5 });
  const token = await world.connector.issuer.mint({
    issuer: `https://sts.windows.net/${tid}/`,
    claims: { tid },
    notBefore,
    expires: notBefore.add({ hours: 1 }),
  });
  const sdk = new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: REGISTRATION.appId,
    ToChannelFromBotLoginUrl: url,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: `${url}/openid`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${url}/openid`,
    OAuthUrl: url,
    CallerId: 'urn:botframework:azure',
  });
  const before = await issuersKnownToTheSdk();
  const activity = { channelId: 'msteams', serviceUrl: world.connector.serviceUrl };

  await expect(
    sdk.authenticateRequest(Object.assign(anActivityOfTheSdk(), activity), `Bearer ${token}`),
  ).rejects.toThrow(/Unauthorized/);

  expect(await issuersKnownToTheSdk()).toBeGreaterThan(before);
});

test('only the explicit playground believes an unsigned message, and only of a known tenant', async () => {
  await using playground = await startTeamsWorld({ config: { mode: 'playground' } });
  const activity = { ...anActivity(), serviceUrl: playground.connector.serviceUrl };
  const foreign = { ...activity, conversation: { id: 'a:1', tenantId: FOREIGN_TENANT }, channelData: {} };

  const answers = [
    await post(activity, undefined, playground.endpoint),
    await post(foreign, undefined, playground.endpoint),
    await post(anActivity(), undefined, playground.endpoint),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 403, 403]);
});

test('keys that cannot be had let nobody in', async () => {
  await using other = await startTeamsWorld({ config: { openIdMetadataUrl: 'http://127.0.0.1:9/openid' } });

  const answer = await post(anActivity(), `Bearer ${await world.connector.issuer.mint()}`, other.endpoint);

  expect(answer).toEqual({ status: 503, body: 'Unavailable' });
});

function anActivity(more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    type: 'message',
    id: `id-${Math.random()}`,
    timestamp: world.clock.now().toString(),
    serviceUrl: world.connector.serviceUrl,
    channelId: 'msteams',
    from: { id: '29:ada', aadObjectId: ADA.objectId },
    recipient: { id: `28:${REGISTRATION.appId}` },
    conversation: { id: 'a:1', tenantId: TENANT, conversationType: 'personal' },
    channelData: { tenant: { id: TENANT } },
    text: 'help',
    ...more,
  };
}

async function post(
  body: unknown,
  authorization: string | undefined,
  endpoint = world.endpoint,
): Promise<{ readonly status: number; readonly body: string }> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.text() };
}

function claims(): Readonly<Record<string, unknown>> {
  const now = Math.floor(world.clock.now().epochMilliseconds / 1000);
  const { serviceUrl } = world.connector;
  return {
    iss: 'https://api.botframework.com',
    aud: REGISTRATION.appId,
    nbf: now,
    exp: now + 600,
    serviceurl: serviceUrl,
  };
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The published key used as a shared secret: the classic confusion of algorithms. */
async function hs256(): Promise<string> {
  const secret = JSON.stringify(await world.connector.issuer.keySet());
  const signed = `${encoded({ alg: 'HS256', typ: 'JWT', kid: 'channel-key' })}.${encoded(claims())}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function anActivityOfTheSdk(): Activity {
  const activity: Activity = JSON.parse(JSON.stringify(ActivityFactory.fromObject('help')));
  return activity;
}

/** The process-wide array into which the SDK's own check pushes issuers of tokens it has not verified. */
async function issuersKnownToTheSdk(): Promise<number> {
  const path = 'botframework-connector/lib/auth/tokenValidationParameters.js';
  const parameters: unknown = await import(path);
  const text = JSON.stringify(parameters);
  return text.match(/sts\.windows\.net|login\.microsoftonline\.com/g)?.length ?? 0;
}
