import { describe, expect, test } from 'vitest';
import type { ChangePage } from '../../../core/mailboxes/mailbox-provider.ts';
import { plainMail } from '../../stand-ins/microsoft/set-up-mailbox.ts';
import { folderIdOf } from '../../stand-ins/microsoft/folders.ts';
import { openMicrosoft, SOFIE, type MicrosoftWorld } from './microsoft-world.ts';

describe('a walk', () => {
  test('costs its pages, its folders and a look at the well-known ones', async () => {
    await using world = await openMicrosoft();

    await walk(world);

    const requests = world.microsoft.log.entries({ subject: SOFIE });
    const pages = requests.filter(({ method }) => method === 'messages/delta').length;
    expect(requests.length - pages).toBe(7 + 2);
    expect(requests.some(({ method }) => method === 'message')).toBe(false);
    expect(world.microsoft.highestInFlight(SOFIE)).toBeLessThanOrEqual(3);
  });

  test('that saw less than the folder holds names it as a gap', async () => {
    await using world = await openMicrosoft({
      tamper: (body, path) => (path.endsWith('/delta') ? withoutFirst(body) : body),
    });

    const pages = await walk(world);

    expect(pages.flatMap(({ gaps }) => gaps)).toContain('Inbox');
  });

  test('starts over when a folder went with what was in it', async () => {
    let isGone = false;
    await using world = await openMicrosoft({
      tamper: (body, path) => (isGone && path.endsWith('/mailFolders') ? withoutFolder(body, 'Clients') : body),
    });
    const last = (await walk(world)).at(-1);
    isGone = true;

    const told = await page(world, last?.next);

    expect(told.restarted).toBe(true);
  });
});

describe('folders that hold no mail of people', () => {
  test.each(['Conversation History', 'Sync Issues', 'Sync Issues/Conflicts', 'outbox'])(
    'are not read: %s',
    async (place) => {
      await using world = await openMicrosoft();
      world.mailbox.addMessage({ mail: plainMail(1), receivedAt: world.clock.now(), place });

      const told = (await walk(world)).flatMap(({ upserted }) => upserted);

      expect(told.map(({ messageId }) => messageId)).not.toContain('<1@customer.example>');
    },
  );
});

describe('a pause that is asked for', () => {
  test('by the directory is waited for, and no fault', async () => {
    await using world = await openMicrosoft();
    world.microsoft.faults.strike({ kind: 'throttle', retryAfterMs: 40_000 }, { where: '/v1.0/users/' });

    const refused = await check(world);
    const granted = await check(world);

    expect(refused).toMatchObject({ ok: false, error: { kind: 'throttled' } });
    expect(granted.ok).toBe(true);
  });

  test('at the sign-in is no fault either, and nobody signs in before it is over', async () => {
    await using world = await openMicrosoft();
    world.microsoft.faults.strike({ kind: 'throttle', retryAfterMs: 40_000 }, { where: '/oauth2/v2.0/token' });

    const answers = [await check(world), await check(world)];

    const unavailable = { ok: false, error: { kind: 'unavailable' } };
    expect(answers).toMatchObject([unavailable, unavailable]);
    expect(world.microsoft.log.entries({ subject: 'token' })).toHaveLength(1);
  });
});

describe('a link that is refused again and again', () => {
  test('leaves its folder out after three new beginnings, names it, and tries it again in the next round', async () => {
    await using world = await openMicrosoft();
    for (let number = 0; number < 600; number += 1) world.hand.deliver(`<more-${number}@customer.example>`);
    let told = await page(world, undefined);
    const beginnings: boolean[] = [];
    for (let times = 0; times < 4; times += 1) {
      world.microsoft.expireDeltaTokens();
      told = await page(world, told.next);
      beginnings.push(told.restarted);
    }

    const nextRound = await walk(world, told.next);

    expect(beginnings).toEqual([true, true, true, false]);
    expect(told).toMatchObject({ gaps: ['Inbox'], walked: true, more: false });
    expect(nextRound.flatMap(({ upserted }) => upserted).length).toBeGreaterThanOrEqual(600);
    expect(nextRound.flatMap(({ gaps }) => gaps)).toEqual([]);
  });
});

describe('a removal', () => {
  test('in one folder is none when another has told of the arrival long before', async () => {
    const told = { isBefore: true };
    await using world = await openMicrosoft({
      tamper: (body, path) => (told.isBefore || !path.includes(archiveOf(world)) ? body : withoutFirst(body)),
    });
    const last = (await walk(world)).at(-1);
    const [moved = ''] = world.hand.inScope();
    told.isBefore = false;
    world.hand.move(moved, 'archive');

    const cycle = await walk(world, last?.next);

    expect(cycle.flatMap(({ removed }) => removed)).toEqual([]);
    expect(cycle.flatMap(({ upserted }) => upserted.map(({ messageId }) => messageId))).toEqual([moved]);
  });
});

describe('links', () => {
  test('that lead to another host are not followed with a token', async () => {
    await using world = await openMicrosoft({
      tamper: (body) =>
        body.replaceAll(/"(@odata\.(?:next|delta)Link)":"http:\/\/127\.0\.0\.1:\d+/g, '"$1":"http://127.0.0.2:9'),
    });

    const told = await world.provider.changes(at(world, undefined), signal());

    expect(told).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });
});

describe('access', () => {
  test('with a token that was revoked meanwhile fails once, and then with a new one works', async () => {
    await using world = await openMicrosoft();
    const first = await page(world, undefined);
    world.microsoft.revokeAllTokens();

    const refused = await world.provider.changes(at(world, first.next), signal());
    const second = await world.provider.changes(at(world, first.next), signal());

    expect(refused).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(second.ok).toBe(true);
  });

  test('without the right to the directory is a fault of the organization, without that to mail of the mailbox', async () => {
    await using blind = await openMicrosoft({ roles: ['Mail.ReadBasic.All'] });
    await using closed = await openMicrosoft({ roles: ['User.Read.All'] });

    const unseen = await blind.provider.check(SOFIE, signal());
    const unread = await closed.provider.check(SOFIE, signal());

    expect(unseen).toMatchObject({ ok: false, error: { kind: 'unauthorised', fault: 'credential' } });
    expect(unread).toMatchObject({ ok: false, error: { kind: 'unauthorised', fault: 'access-denied' } });
  });

  test('to content shows in what an answer holds', async () => {
    await using world = await openMicrosoft({ roles: ['Mail.Read', 'User.Read.All'] });

    const facts = await world.provider.check(SOFIE, signal());

    expect(facts).toMatchObject({ ok: true, value: { access: 'content', aliases: [] } });
  });

  test('a licensed person without a mailbox in the cloud has it on a server of the firm’s own', async () => {
    const matteo = 'matteo.ferraro@linden-europe.example';
    await using world = await openMicrosoft({ mailboxes: new Map() });

    const facts = await world.provider.check(matteo, signal());

    expect(facts).toMatchObject({ ok: false, error: { kind: 'unauthorised', fault: 'on-premises' } });
  });
});

function check({ provider }: MicrosoftWorld) {
  return provider.check(SOFIE, new AbortController().signal);
}

async function walk(world: MicrosoftWorld, cursor?: string): Promise<readonly ChangePage[]> {
  const pages = [await page(world, cursor)];
  for (let last = pages[0]; last?.more === true; last = pages.at(-1)) pages.push(await page(world, last.next));
  return pages;
}

async function page(world: MicrosoftWorld, cursor: string | undefined): Promise<ChangePage> {
  const told = await world.provider.changes(at(world, cursor), signal());
  if (!told.ok) throw new Error(`The reading failed: ${told.error.kind}`);
  return told.value;
}

function at({ address, horizon }: MicrosoftWorld, cursor: string | undefined) {
  return { address, horizon, cursor };
}

function signal(): AbortSignal {
  return new AbortController().signal;
}

function archiveOf({ mailbox }: MicrosoftWorld): string {
  return encodeURIComponent(folderIdOf(mailbox, 'archive'));
}

function withoutFirst(body: string): string {
  return changed(body, (value) => value.slice(1));
}

function withoutFolder(body: string, name: string): string {
  return changed(body, (value) => value.filter((item) => !JSON.stringify(item).includes(`"displayName":"${name}"`)));
}

function changed(body: string, change: (value: unknown[]) => unknown[]): string {
  return JSON.stringify(
    JSON.parse(body, (key, value: unknown) => (key === 'value' && Array.isArray(value) ? change(value) : value)),
  );
}
