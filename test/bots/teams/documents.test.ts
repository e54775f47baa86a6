import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTeamsDocuments } from '../../../bots/teams/documents.ts';
import { encodePlace } from '../../../bots/teams/file-place.ts';
import type { ChatAddress } from '../../../core/outbox/chat-gateway.ts';
import { err, ok } from '../../../core/result.ts';
import { ids } from '../../builders/ids.ts';
import { createFileStore, type FileStore, type StoreFault } from '../../stand-ins/teams/file-store.ts';
import { ADA, APPROVALS, TENANT } from './people.ts';
import { startTeamsWorld, type TeamsWorld } from './teams-world.ts';

const TO_ADA: ChatAddress = { kind: 'user', surface: 'teams', workspace: TENANT, user: ADA.objectId };
const FILE = { name: 'people.csv', title: '2 people as CSV', bytes: new TextEncoder().encode('name\r\nÄda\r\n') };

let world: TeamsWorld;
let store: FileStore;
beforeEach(async () => {
  world = await startTeamsWorld();
  store = createFileStore(world.clock);
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

function documents() {
  const chat = createTeamsDocuments({ ...world.poster, send: store.fetch });
  if (chat?.kind !== 'agreed') throw new Error('Teams asks first');
  return chat;
}

const offer = () => ({
  name: 'people.csv',
  title: '2 people as CSV',
  size: 11,
  accept: ids.next('action'),
  decline: ids.next('action'),
});

const textsOf = () => world.driver.messagesTo(ADA).map(({ text }) => text);

describe('a file that is offered in Teams', () => {
  test('is agreed to on the platform’s own card, which carries two stored actions and nothing else', async () => {
    const offered = offer();
    await documents().offer(TO_ADA, offered);
    const place = store.allows('people.csv');

    await world.driver.answersFile(ADA, 'people.csv', place);
    await world.driver.answersFile(ADA, 'people.csv', 'decline');

    expect(world.frontDoor.inbounds.map(({ ask }) => ask)).toEqual([
      { kind: 'press', action: offered.accept, answers: { place: encodePlace(place) } },
      { kind: 'press', action: offered.decline, answers: {} },
    ]);
  });

  test('is acknowledged with an empty answer, and words follow as a message', async () => {
    await documents().offer(TO_ADA, offer());

    const answered = await world.driver.answersFile(ADA, 'people.csv', store.allows('people.csv'));
    await world.app.settled();

    expect(answered).toMatchObject({ status: 200, invoke: undefined });
    expect(textsOf().at(-1)).toBe('Understood');
  });

  test('is not offered in a channel, where nobody could take it', async () => {
    const to: ChatAddress = { kind: 'channel', surface: 'teams', workspace: TENANT, channel: APPROVALS.id };

    expect(await documents().offer(to, offer())).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });

  test.each([
    ['no place', { type: 'fileUpload', action: 'accept', context: { action: 'a1' } }],
    ['a place that is no web address', placed('file:///etc/passwd')],
    ['an insecure place', placed('http://acme-my.sharepoint.com/upload')],
    ['no stored action', { type: 'fileUpload', action: 'decline', context: {} }],
  ])('and answered with %s asks nothing of us', async (_, value) => {
    await world.driver.types(ADA, 'help');
    await world.driver.sends({ ...invoke(), value });

    expect(world.frontDoor.inbounds).toHaveLength(1);
  });
});

describe('a file that was agreed to', () => {
  test('is put into the person’s own store in one piece and shown in their chat', async () => {
    const place = store.allows('people.csv');

    const handed = await documents().hand(TO_ADA, encodePlace(place), FILE);

    expect(handed).toEqual(ok({ seen: true }));
    expect([...store.files]).toEqual([['people.csv', 'name\r\nÄda\r\n']]);
    expect(textsOf().at(-1)).toBe('people.csv');
  });

  test('is there also when the message about it was not taken', async () => {
    world.connector.faults.strike({ kind: 'status', status: 403 }, 'POST /');
    const place = store.allows('people.csv');

    const handed = await documents().hand(TO_ADA, encodePlace(place), FILE);

    expect(handed).toEqual(ok({ seen: false, href: place.contentUrl }));
    expect(store.files.size).toBe(1);
  });

  test.each([
    'https://sharepoint.com.evil.example/upload',
    'https://evilsharepoint.com/upload',
    'https://169.254.169.254/latest/meta-data',
    'https://a:b@acme-my.sharepoint.com/upload',
    'https://acme-my.sharepoint.com:8443/upload',
    'https://localhost/upload',
  ])('is never put at %s', async (uploadUrl) => {
    const place = encodePlace({ ...store.allows('people.csv'), uploadUrl });

    expect(await documents().hand(TO_ADA, place, FILE)).toEqual(err({ kind: 'refused', reason: 'file-host' }));
    expect(await documents().find(TO_ADA, place)).toEqual(ok('absent'));
    expect(store.requests).toEqual([]);
  });

  test.each<[StoreFault, string, boolean]>([
    [{ kind: 'status', status: 404 }, 'refused', false],
    [{ kind: 'status', status: 307, headers: { location: 'http://127.0.0.1/' } }, 'refused', false],
    [{ kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 'throttled', false],
    [{ kind: 'status', status: 503 }, 'unavailable', false],
    [{ kind: 'status', status: 500 }, 'ambiguous', false],
    [{ kind: 'reset-before' }, 'ambiguous', false],
    [{ kind: 'reset-after' }, 'ambiguous', true],
  ])('and met %j is %s, put once and not shown', async (fault, kind, isThere) => {
    const place = encodePlace(store.allows('people.csv'));
    store.strike(fault);

    const handed = await documents().hand(TO_ADA, place, FILE);

    expect(handed).toMatchObject({ ok: false, error: { kind } });
    expect([store.requests.length, store.files.has('people.csv'), textsOf()]).toEqual([1, isThere, []]);
    expect(await documents().find(TO_ADA, place)).toEqual(ok(isThere ? 'unknowable' : 'absent'));
  });

  test('too late is refused, because the place is not open any more', async () => {
    const place = encodePlace(store.allows('people.csv'));
    world.clock.advance({ minutes: 16 });

    expect(await documents().hand(TO_ADA, place, FILE)).toEqual(err({ kind: 'refused', reason: 'place-gone' }));
  });
});

function placed(uploadUrl: string) {
  const uploadInfo = {
    uploadUrl,
    contentUrl: 'https://a.sharepoint.com/x',
    name: 'x.csv',
    uniqueId: '1',
    fileType: 'csv',
  };
  return { type: 'fileUpload', action: 'accept', context: { action: 'a1' }, uploadInfo };
}

function invoke() {
  return {
    type: 'invoke',
    name: 'fileConsent/invoke',
    id: 'f:900',
    timestamp: world.clock.now().toString(),
    serviceUrl: world.connector.serviceUrl,
    channelId: 'msteams',
    from: { id: '29:ada', aadObjectId: ADA.objectId },
    recipient: { id: `28:${world.connector.registration.appId}` },
    conversation: { id: 'a:ada', tenantId: TENANT, conversationType: 'personal' },
    channelData: { tenant: { id: TENANT } },
  };
}
