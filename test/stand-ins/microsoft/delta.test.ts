import { describe, expect, test } from 'vitest';
import { IMMUTABLE, pageOf, walkRound } from './graph-client.ts';
import type { DeltaItem } from './graph-client.ts';
import { plainMail, setUpMailbox, SOFIE } from './set-up-mailbox.ts';

const INBOX = `/users/${SOFIE}/mailFolders/inbox/messages/delta`;
const SENT = `/users/${SOFIE}/mailFolders/sentitems/messages/delta`;

describe('a first round', () => {
  test('holds the whole folder, in pages of 500 at most, some of them shorter and some items twice', async () => {
    await using world = await setUpMailbox(6000);

    const { pages, items } = await walkRound(world.get, INBOX, 'IdType="ImmutableId", odata.maxpagesize=999');

    const sizes = pages.map(({ value }) => value.length);
    expect(new Set(items.map(({ id }) => id)).size).toBe(6000);
    expect(Math.max(...sizes)).toBe(500);
    expect(sizes.slice(0, -1).some((size) => size < 500)).toBe(true);
    expect(items.length).toBeGreaterThan(6000);
  });

  test('with a filter ends silently at 5,000 messages', async () => {
    await using world = await setUpMailbox(5010);

    const { items, deltaLink } = await walkRound(
      world.get,
      `${INBOX}?$filter=receivedDateTime ge 2026-01-01T00:00:00Z`,
    );

    expect(new Set(items.map(({ id }) => id)).size).toBe(5000);
    expect(deltaLink).toContain('$deltatoken=');
  });

  test('takes $top as a bound of the whole round', async () => {
    await using world = await setUpMailbox(30);

    const { items } = await walkRound(world.get, `${INBOX}?$top=7`);

    expect(new Set(items.map(({ id }) => id)).size).toBe(7);
  });

  test('gives ten a page to a client that does not ask for more', async () => {
    await using world = await setUpMailbox(30);

    const page = await pageOf(await world.get(INBOX, 'IdType="ImmutableId"'));

    expect(page.value.length).toBeLessThanOrEqual(10);
  });

  test('refuses other filters, searches and orders', async () => {
    await using world = await setUpMailbox(1);
    const queries = [
      '$filter=isRead eq false',
      '$filter=receivedDateTime lt 2026-01-01T00:00:00Z',
      '$search="x"',
      '$orderby=subject',
    ];

    const statuses = await Promise.all(queries.map(async (query) => (await world.get(`${INBOX}?${query}`)).status));

    expect(statuses).toEqual([400, 400, 400, 400]);
  });
});

describe('a later round', () => {
  test('tells a new message in full and a read mark in part, whatever was selected', async () => {
    await using world = await setUpMailbox(3);
    const { deltaLink } = await walkRound(world.get, `${INBOX}?$select=subject,from`);
    const [newest] = world.mailbox.newestFirst();
    world.mailbox.markRead(newest?.id ?? '', true);
    world.mailbox.addMessage({ mail: plainMail(99) });

    const { items } = await walkRound(world.get, deltaLink);

    const members = items.map((item) =>
      Object.keys(item)
        .filter((name) => !name.startsWith('@'))
        .toSorted(),
    );
    expect(members).toEqual([
      ['id', 'isRead', 'parentFolderId'],
      ['from', 'id', 'subject'],
    ]);
  });

  test('tells a move as a removal here and an arrival there, under one immutable id', async () => {
    await using world = await setUpMailbox(3);
    const [inbox, sent] = [await walkRound(world.get, INBOX), await walkRound(world.get, SENT)];
    world.mailbox.moveMessage(world.mailbox.newestFirst()[0]?.id ?? '', 'sent');

    const [left] = (await walkRound(world.get, inbox.deltaLink)).items;
    const [arrived] = (await walkRound(world.get, sent.deltaLink)).items;

    expect(left).toMatchObject({ '@removed': { reason: 'deleted' } });
    expect(arrived?.id).toBe(left?.id);
    expect(inbox.items.map(({ id }) => id)).toContain(left?.id);
  });

  test('gives another id after a move to a client that did not ask for immutable ones', async () => {
    await using world = await setUpMailbox(1);
    const ordinary = 'odata.maxpagesize=500';
    const [inbox, sent] = [await walkRound(world.get, INBOX, ordinary), await walkRound(world.get, SENT, ordinary)];
    world.mailbox.moveMessage(world.mailbox.newestFirst()[0]?.id ?? '', 'sent');

    const [left] = (await walkRound(world.get, inbox.deltaLink, ordinary)).items;
    const [arrived] = (await walkRound(world.get, sent.deltaLink, ordinary)).items;

    expect(left?.id).toBe(inbox.items[0]?.id);
    expect(arrived?.id).not.toBe(left?.id);
  });

  test('is empty when nothing happened, and starts where the round before began', async () => {
    await using world = await setUpMailbox(600);
    const first = await pageOf(await world.get(INBOX));
    world.mailbox.addMessage({ mail: plainMail(700) });
    const rest = await walkRound(world.get, first['@odata.nextLink'] ?? '');

    const second = await walkRound(world.get, rest.deltaLink);
    const third = await walkRound(world.get, second.deltaLink);

    expect([...first.value, ...rest.items].map(subjectOf)).not.toContain('Message 700');
    expect(second.items.map(subjectOf)).toEqual(['Message 700']);
    expect(third.items).toEqual([]);
  });
});

describe('links', () => {
  test('die when they are told to, and after a week', async () => {
    await using world = await setUpMailbox(3);
    const old = await walkRound(world.get, INBOX);

    world.microsoft.expireDeltaTokens();
    const expired = await world.get(old.deltaLink);
    const fresh = await walkRound(world.get, INBOX);
    world.clock.advance({ hours: 169 });
    const aged = await world.get(fresh.deltaLink);

    expect([expired.status, aged.status]).toEqual([410, 404]);
    expect(expired.headers.get('location')).toBe(`${world.microsoft.url}/v1.0${INBOX}`);
    expect(await expired.json()).toMatchObject({
      error: { code: expect.stringMatching(/^(syncStateNotFound|resyncRequired)$/i) },
    });
  });

  test('to a page are honoured again at first and refused a few generations later', async () => {
    await using world = await setUpMailbox(200);
    const prefer = 'IdType="ImmutableId", odata.maxpagesize=20';
    const first = await pageOf(await world.get(INBOX, prefer));
    const second = first['@odata.nextLink'] ?? '';

    const [once, again] = [
      await pageOf(await world.get(second, prefer)),
      await pageOf(await world.get(second, prefer)),
    ];
    await walkRound(world.get, once['@odata.nextLink'] ?? '', prefer);
    const late = await world.get(second, prefer);

    expect(again.value).toEqual(once.value);
    expect(late.status).toBe(410);
  });

  test('that were never handed out are no sync state', async () => {
    await using world = await setUpMailbox(1);

    const response = await world.get(`${INBOX}?$deltatoken=latest`);

    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: expect.objectContaining({ code: 'SyncStateInvalid' }) }),
    ]);
  });
});

test('two immutable ids may differ in nothing but case', async () => {
  await using world = await setUpMailbox(300);

  const { items } = await walkRound(world.get, INBOX, IMMUTABLE);

  const ids = new Set(items.map(({ id }) => id));
  expect(ids.size).toBe(300);
  expect(new Set([...ids].map((id) => id.toLowerCase())).size).toBeLessThan(300);
});

function subjectOf({ subject }: DeltaItem): string | undefined {
  return subject;
}
