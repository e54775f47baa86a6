import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createManualClock } from '../clock/scaled-clock.ts';
import { composeMail } from '../corpus/compose-mail.ts';
import type { CorpusMessage } from '../corpus/corpus-message.ts';
import { demoFirm } from '../corpus/demo-firm.ts';
import { fillMailboxes } from '../corpus/fill-mailboxes.ts';
import { loadCorpus } from '../corpus/load-corpus.ts';
import type { Mailbox } from '../corpus/mailbox.ts';
import { accessToken, gmailClient } from './gmail-client.ts';
import { startGoogle } from './start-google.ts';
import type { GoogleStandIn } from './start-google.ts';

const CLARA = 'clara.whitfield@lindenpartners.example';
const SCOPES = ['gmail.metadata', 'gmail.readonly', 'admin.directory.user.readonly'];
const me = { userId: 'me' };

let corpus: readonly CorpusMessage[];
let google: GoogleStandIn;
let clara: Mailbox;
const clock = createManualClock(Temporal.Instant.from('2026-11-22T12:00:00Z'));

beforeAll(async () => {
  corpus = (await loadCorpus()).slice(0, 2500);
});

beforeEach(async () => {
  const mailboxes = fillMailboxes({ corpus, firm: demoFirm, clock });
  const mailbox = mailboxes.get(CLARA);
  if (mailbox === undefined) throw new Error('Clara has no mailbox');
  clara = mailbox;
  const delegatedScopes = SCOPES.map((scope) => `https://www.googleapis.com/auth/${scope}`);
  google = await startGoogle({ firm: demoFirm, mailboxes, clock, delegatedScopes });
  return () => google.stop();
});

const newMail = () =>
  composeMail({
    from: { name: 'Ada', address: 'ada@customer.example' },
    to: [{ name: 'Clara Whitfield', address: CLARA }],
    subject: 'Hello',
    messageId: '<new@customer.example>',
  });

describe('users.messages.list', () => {
  test('walks the whole mailbox but spam and trash, newest first, each message once', async () => {
    const client = await gmailClient(google, CLARA);
    const ids: string[] = [];
    let pageToken: string | undefined;
    do {
      const { data } = await client.users.messages.list({
        ...me,
        maxResults: 500,
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      ids.push(...(data.messages ?? []).map(({ id }) => id ?? ''));
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken !== undefined);

    const expected = clara.newestFirst().filter(({ place }) => place !== 'junk' && place !== 'trash');
    expect(ids).toEqual(expected.map(({ id }) => id));
    expect(expected.length).toBeGreaterThan(500);
  });

  test('gives 100 messages when no number is named and 500 when too many are', async () => {
    const client = await gmailClient(google, CLARA);

    const standard = await client.users.messages.list(me);
    const greedy = await client.users.messages.list({ ...me, maxResults: 5000 });

    expect([standard.data.messages?.length, greedy.data.messages?.length]).toEqual([100, 500]);
  });

  test('refuses a search under the metadata scope and honours after: under readonly', async () => {
    const after = Math.floor((clara.newestFirst()[9]?.receivedMs ?? 0) / 1000);

    const refused = await (await gmailClient(google, CLARA)).users.messages.list({ ...me, q: `after:${after}` });
    const found = await (
      await gmailClient(google, CLARA, 'gmail.readonly')
    ).users.messages.list({ ...me, q: `after:${after}`, includeSpamTrash: true });

    expect(refused.status).toBe(403);
    expect(found.data.messages).toHaveLength(10);
  });

  test('leaves the member out when a label holds nothing', async () => {
    const client = await gmailClient(google, CLARA);

    const { data } = await client.users.messages.list({ ...me, labelIds: ['STARRED'] });

    expect(data).toEqual({ resultSizeEstimate: 0 });
  });
});

describe('users.messages.get', () => {
  test('gives the named headers and no snippet under the metadata scope', async () => {
    const item = clara.newestFirst().find(({ place }) => place === 'sent');
    const client = await gmailClient(google, CLARA);

    const { data } = await client.users.messages.get({
      ...me,
      id: item?.id ?? '',
      format: 'metadata',
      metadataHeaders: ['From', 'date'],
    });

    expect(data.payload?.headers?.map(({ name }) => name?.toLowerCase()).toSorted()).toEqual(['date', 'from']);
    expect(data).toMatchObject({
      labelIds: ['SENT'],
      internalDate: String(item?.receivedMs),
      threadId: item?.threadId,
    });
    expect(data).not.toHaveProperty('snippet');
  });

  test('refuses bodies under the metadata scope, also by default, and gives them under readonly', async () => {
    const id = clara.newestFirst()[0]?.id ?? '';
    const metadata = await gmailClient(google, CLARA);
    const readonly = await gmailClient(google, CLARA, 'gmail.readonly');

    const [byDefault, raw] = [
      await metadata.users.messages.get({ ...me, id }),
      await metadata.users.messages.get({ ...me, id, format: 'raw' }),
    ];
    const full = await readonly.users.messages.get({ ...me, id });

    expect([byDefault.status, raw.status, full.status]).toEqual([403, 403, 200]);
    expect(full.data.payload?.body?.data ?? full.data.payload?.parts?.[0]?.body?.data).toEqual(expect.any(String));
  });

  test('knows nothing of a deleted message', async () => {
    const id = clara.newestFirst()[0]?.id ?? '';
    clara.deleteMessage(id);

    const { status } = await (await gmailClient(google, CLARA)).users.messages.get({ ...me, id, format: 'metadata' });

    expect(status).toBe(404);
  });
});

test('users.threads.get gives the thread in order for 40 units', async () => {
  const threads = Map.groupBy(clara.newestFirst(), ({ threadId }) => threadId);
  const [id, items] = [...threads].toSorted(([, left], [, right]) => right.length - left.length)[0] ?? ['', []];

  const { data } = await (await gmailClient(google, CLARA)).users.threads.get({ ...me, id, format: 'metadata' });

  expect(data.messages?.map((message) => message.id)).toEqual(items.map((item) => item.id).toReversed());
  expect(google.log.units(CLARA)).toBe(40);
  expect(google.log.served(CLARA).size).toBe(items.length);
});

describe('users.history.list', () => {
  test('tells what was added, filed, read and deleted since the baseline', async () => {
    const client = await gmailClient(google, CLARA);
    const { data: profile } = await client.users.getProfile(me);
    const { id } = clara.addMessage({ mail: newMail() });
    clara.moveMessage(id, 'Clients');
    clara.markRead(id, true);
    clara.deleteMessage(id);

    const { data } = await client.users.history.list({ ...me, startHistoryId: profile.historyId ?? '' });

    const kinds = data.history?.map(({ id: _id, messages: _messages, ...parts }) => Object.keys(parts));
    expect(kinds).toEqual([
      ['messagesAdded'],
      ['labelsAdded', 'labelsRemoved'],
      ['labelsRemoved'],
      ['messagesDeleted'],
    ]);
    expect(data.historyId).toBe(String(clara.historyId()));
  });

  test('pages by maxResults and filters by type', async () => {
    const client = await gmailClient(google, CLARA);
    const startHistoryId = String(clara.historyId());
    const first = clara.addMessage({ mail: newMail() });
    clara.markRead(first.id, true);
    clara.addMessage({ mail: newMail() });
    const asked = { ...me, startHistoryId, historyTypes: ['messageAdded'], maxResults: 1 };

    const one = await client.users.history.list(asked);
    const two = await client.users.history.list({ ...asked, pageToken: one.data.nextPageToken ?? '' });

    expect([one.data.history?.length, two.data.history?.length]).toEqual([1, 1]);
    expect(two.data.nextPageToken).toBeUndefined();
  });

  test('has forgotten what is older than a week, and what it is told to forget', async () => {
    const client = await gmailClient(google, CLARA);
    const startHistoryId = String(clara.historyId());
    const ancient = await client.users.history.list({ ...me, startHistoryId: String(clara.changes()[0]?.historyId) });

    google.expireHistory(CLARA);
    const expired = await client.users.history.list({ ...me, startHistoryId });
    const { data } = await client.users.getProfile(me);
    const fresh = await client.users.history.list({ ...me, startHistoryId: data.historyId ?? '' });

    expect([ancient.status, expired.status, fresh.status]).toEqual([404, 404, 200]);
  });
});

describe('authorization', () => {
  test('asks for a valid token, the right scope and the token’s own user', async () => {
    const token = await accessToken(google, CLARA, 'gmail.metadata');
    const get = async (path: string, presented: string) =>
      (await fetch(`${google.url}${path}`, { headers: { authorization: `Bearer ${presented}` } })).status;

    const unknown = await get('/gmail/v1/users/me/profile', 'ya29.invented');
    const otherUser = await get('/gmail/v1/users/ines.okafor@lindenpartners.example/profile', token);
    const otherScope = await get('/gmail/v1/users/me/settings/sendAs', token);
    google.revokeAllTokens();
    const revoked = await get('/gmail/v1/users/me/profile', token);

    expect([unknown, otherUser, otherScope, revoked]).toEqual([401, 403, 403, 401]);
  });

  test('answers for a suspended user with a failed precondition', async () => {
    const client = await gmailClient(google, 'harold.beck@lindenpartners.example');

    const { status, data } = await client.users.getProfile(me);

    expect(status).toBe(400);
    expect(data).toMatchObject({
      error: { status: 'FAILED_PRECONDITION', errors: [{ reason: 'failedPrecondition' }] },
    });
  });

  test('tells an alias from a primary address, to an admin only', async () => {
    const scope = 'admin.directory.user.readonly';
    const ask = async (sub: string) => {
      const headers = { authorization: `Bearer ${await accessToken(google, sub, scope)}` };
      return fetch(`${google.url}/admin/directory/v1/users/tom@lindenpartners.example`, { headers });
    };

    const found = await ask(CLARA);
    const refused = await ask('ines.okafor@lindenpartners.example');

    expect(await found.json()).toMatchObject({
      primaryEmail: 'tomas.aguilar@lindenpartners.example',
      suspended: false,
    });
    expect(refused.status).toBe(403);
  });
});
