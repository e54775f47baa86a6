import { Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createScaledClock } from '../clock/scaled-clock.ts';
import { demoFirm } from '../corpus/demo-firm.ts';
import { fillMailboxes } from '../corpus/fill-mailboxes.ts';
import { loadCorpus } from '../corpus/load-corpus.ts';
import type { CorpusMessage } from '../corpus/corpus-message.ts';
import { graphGet, graphToken, pageOf } from './graph-client.ts';
import { setUpMailbox, SOFIE } from './set-up-mailbox.ts';
import { startMicrosoft } from './start-microsoft.ts';

const MAIL = `/users/${SOFIE}`;

const foldersSchema = z.object({
  value: z.array(z.object({ id: z.string(), displayName: z.string() })),
  '@odata.nextLink': z.string().optional(),
});

let corpus: readonly CorpusMessage[];

beforeAll(async () => {
  corpus = (await loadCorpus()).slice(0, 2500);
});

async function setUpFirm(roles: readonly string[] = ['Mail.ReadBasic.All', 'User.Read.All']) {
  const clock = createScaledClock();
  const mailboxes = fillMailboxes({ corpus, firm: demoFirm, clock });
  const microsoft = await startMicrosoft({ firm: demoFirm, mailboxes, clock, roles });
  return { microsoft, mailboxes, get: await graphGet(microsoft), [Symbol.asyncDispose]: microsoft.stop };
}

describe('messages', () => {
  test('reach the vendor’s own client over plain loopback HTTP', async () => {
    await using firm = await setUpFirm();
    const token = await graphToken(firm.microsoft);
    // Client.init hands a token to https hosts only, so the header is set by hand.
    const client = Client.initWithMiddleware({
      baseUrl: `${firm.microsoft.url}/`,
      middleware: new HTTPMessageHandler(),
    });

    const found: unknown = await client
      .api(`${MAIL}/messages`)
      .header('authorization', `Bearer ${token}`)
      .top(3)
      .select('subject')
      .get();

    expect(found).toMatchObject({ value: [{ subject: expect.any(String) }, {}, {}] });
  });

  test('are listed ten a page by default, a thousand at most, and each once over all pages', async () => {
    await using firm = await setUpFirm();
    const ids: string[] = [];
    let link: string | undefined = `${MAIL}/messages?$top=250&$select=id`;
    while (link !== undefined) {
      const page = await pageOf(await firm.get(link));
      ids.push(...page.value.map(({ id }) => id));
      link = page['@odata.nextLink'];
    }

    const standard = await pageOf(await firm.get(`${MAIL}/messages`));
    const greedy = await firm.get(`${MAIL}/messages?$top=1001`);

    expect(ids.length).toBe(firm.mailboxes.get(SOFIE)?.newestFirst().length);
    expect(new Set(ids).size).toBe(ids.length);
    expect([standard.value.length, greedy.status]).toEqual([10, 400]);
  });

  test('are counted in the window of the filter', async () => {
    await using firm = await setUpFirm();
    const filter = `$filter=receivedDateTime ge ${Temporal.Now.instant()
      .subtract({ hours: 24 * 30 })
      .toString({ smallestUnit: 'second' })}`;

    const counted = Number(await (await firm.get(`${MAIL}/messages/$count?${filter}`)).text());
    const page = await pageOf(
      await firm.get(`${MAIL}/messages?${filter}&$count=true&$top=1000&$orderby=receivedDateTime asc`),
    );

    expect(counted).toBe(page.value.length);
    expect(page['@odata.count']).toBe(counted);
    const times = page.value.map(({ receivedDateTime }) => Date.parse(receivedDateTime ?? ''));
    expect(times).toEqual(times.toSorted((left, right) => left - right));
  });

  test('carry internet headers only when they are named, and never in Sent Items', async () => {
    await using firm = await setUpFirm();
    const headersIn = async (folder: string, select: string) => {
      const { value } = await pageOf(await firm.get(`${MAIL}/mailFolders/${folder}/messages?$top=20${select}`));
      return value.filter((message) => message.internetMessageHeaders !== undefined).length;
    };

    const counts = [
      await headersIn('inbox', '&$select=internetMessageHeaders'),
      await headersIn('inbox', ''),
      await headersIn('sentitems', '&$select=internetMessageHeaders'),
    ];

    expect(counts).toEqual([20, 0, 0]);
  });

  test('carry no body under the basic role', async () => {
    await using basic = await setUpMailbox(1);
    await using whole = await setUpMailbox(1, { roles: ['Mail.Read'] });
    const bodies = async ({ get }: typeof basic) =>
      (await pageOf(await get(`${MAIL}/messages?$select=body,bodyPreview,subject`))).value;

    const [[without], [withBody]] = [await bodies(basic), await bodies(whole)];

    expect(Object.keys(without ?? {}).toSorted()).toEqual(['@odata.etag', 'id', 'subject']);
    expect(withBody?.bodyPreview).toBe('Confidential');
  });

  test('refuse a member that does not exist', async () => {
    await using world = await setUpMailbox(1);

    expect((await world.get(`${MAIL}/messages?$select=snippet`)).status).toBe(400);
  });
});

describe('folders', () => {
  test('are paged by ten, nested, and hidden unless asked for', async () => {
    await using firm = await setUpFirm();

    const foldersAt = async (query: string) =>
      foldersSchema.parse(await (await firm.get(`${MAIL}/mailFolders?${query}`)).json());

    const visible = await foldersAt('$top=100');
    const all = await foldersAt('$top=100&includeHiddenFolders=true');
    const first = await foldersAt('$top=2');
    const clients = visible.value.find(({ displayName }) => displayName === 'Clients');
    const children = await (
      await firm.get(`${MAIL}/mailFolders/${encodeURIComponent(clients?.id ?? '')}/childFolders`)
    ).json();

    expect(all.value.length).toBe(visible.value.length + 1);
    expect([first.value.length, typeof first['@odata.nextLink']]).toEqual([2, 'string']);
    expect(children).toMatchObject({ value: [{ displayName: 'Renewals', parentFolderId: clients?.id }] });
  });
});

describe('users', () => {
  test('are found by sign-in name or id, not by alias, and by alias through a filter', async () => {
    await using world = await setUpMailbox(0);
    const select = '$select=mail,userPrincipalName,proxyAddresses,accountEnabled,assignedLicenses';

    const found = await world.get(`/users/mferraro@linden-europe.example?${select}`);
    const byMail = await world.get(`/users/matteo.ferraro@linden-europe.example?${select}`);
    const byAlias = await world.get(
      `/users?${select}&$filter=proxyAddresses/any(p:p eq 'smtp:m.ferraro@linden-europe.example')`,
    );

    expect(await found.json()).toMatchObject({
      mail: 'matteo.ferraro@linden-europe.example',
      proxyAddresses: ['SMTP:matteo.ferraro@linden-europe.example', 'smtp:m.ferraro@linden-europe.example'],
      assignedLicenses: [{}],
    });
    expect(byMail.status).toBe(404);
    expect(await byAlias.json()).toMatchObject({ value: [{ userPrincipalName: 'mferraro@linden-europe.example' }] });
  });

  test('without a licence have no mailbox', async () => {
    await using world = await setUpMailbox(0);

    const response = await world.get('/users/rasmus.dahl@linden-europe.example/messages');

    expect([response.status, await response.json()]).toEqual([
      404,
      { error: expect.objectContaining({ code: 'MailboxNotEnabledForRESTAPI' }) },
    ]);
  });
});

describe('authorization', () => {
  test('asks for a token and for the role that fits', async () => {
    await using world = await setUpMailbox(1, { roles: ['User.ReadBasic.All'] });

    const anonymous = await fetch(`${world.microsoft.url}/v1.0${MAIL}/messages`);
    const mail = await world.get(`${MAIL}/messages`);
    const basic = await world.get(MAIL);
    const licences = await world.get(`${MAIL}?$select=assignedLicenses`);
    world.microsoft.revokeAllTokens();
    const revoked = await world.get(MAIL);

    expect([anonymous, mail, basic, licences, revoked].map(({ status }) => status)).toEqual([401, 403, 200, 403, 401]);
    expect(await mail.json()).toMatchObject({ error: { code: 'ErrorAccessDenied' } });
  });

  test('does not batch', async () => {
    await using world = await setUpMailbox(1);
    const token = await graphToken(world.microsoft);
    const headers = { authorization: `Bearer ${token}` };

    const response = await fetch(`${world.microsoft.url}/v1.0/$batch`, { method: 'POST', headers, body: '{}' });

    expect(response.status).toBe(501);
  });
});

describe('limits', () => {
  test('let four requests of a mailbox run at once', async () => {
    await using world = await setUpMailbox(1);
    world.microsoft.faults.setLatency({ medianMs: 60, p95Ms: 60 });

    const responses = await Promise.all(Array.from({ length: 6 }, () => world.get(`${MAIL}/messages`)));

    expect(responses.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([
      200, 200, 200, 200, 429, 429,
    ]);
    expect(await responses.find(({ status }) => status === 429)?.json()).toMatchObject({
      error: { code: 'ApplicationThrottled', message: expect.stringContaining('MailboxConcurrency') },
    });
  });

  test('give 10,000 requests in ten minutes, count refused ones too, and say when to come back', async () => {
    await using world = await setUpMailbox(1, { quota: { requestsPerMailbox: 5 } });
    const ask = async () => world.get(`${MAIL}/messages/$count`);
    for (let request = 0; request < 5; request += 1) await ask();
    world.clock.advance({ minutes: 4 });

    const refused = await ask();
    world.clock.advance({ minutes: 6 });
    const inTime = [await ask(), await ask(), await ask(), await ask(), await ask()].map(({ status }) => status);

    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '360']);
    expect(inTime).toEqual([200, 200, 200, 200, 429]);
  });

  test('strike on demand with a Retry-After that holds', async () => {
    await using world = await setUpMailbox(1);
    world.microsoft.faults.strike({ kind: 'throttle', retryAfterMs: 30_000 });

    const [first, early] = [await world.get(`${MAIL}/messages`), await world.get(`${MAIL}/messages`)];
    world.clock.advance({ seconds: 30 });
    const late = await world.get(`${MAIL}/messages`);

    expect([first.status, first.headers.get('retry-after'), early.status, late.status]).toEqual([429, '30', 429, 200]);
    expect(world.microsoft.log.count({ subject: SOFIE, status: 429 })).toBe(2);
  });
});
