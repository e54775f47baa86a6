import { describe, expect, test } from 'vitest';
import { createReadApi } from '../../bots/web/api/read-api.ts';
import { createKeyPage } from '../../bots/web/keys/key-page.ts';
import { revokeActiveKey } from '../../core/api-keys/revoke-active-key.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import type { Member } from '../../core/people/member.ts';
import { served } from '../bots/web/served.ts';
import { anAccount } from '../builders/account.ts';
import { aSeat } from '../builders/seats.ts';
import { NOW } from '../builders/ids.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice } from './office.ts';
import { viewText } from './world.ts';

const KEY = /usk_[0-9a-f]{16}_[\w-]{43}/u;

describe('an API key', () => {
  test('is made on a page of its own, shown once, and reads', async () => {
    await using office = await aSite();

    const reply = await office.types('grace', '/seat apikey new Warehouse export');
    const preview = await office.open(reply);
    const again = await office.open(reply);
    const made = await office.open(reply, 'POST');
    const key = KEY.exec(made.html)?.[0] ?? '';
    const late = await office.open(reply, 'POST');

    expect([preview.status, again.status, made.status, late.status]).toEqual([200, 200, 200, 410]);
    expect(preview.html).toContain('Warehouse export');
    expect(preview.html + replyText(reply)).not.toMatch(KEY);
    expect(late.html).toContain('This link was used at');
    expect((await office.read(key)).status).toBe(200);
  });

  test('stands in nothing that is stored, told or logged, and its page is kept by nobody', async () => {
    await using office = await aSite();

    const reply = await office.types('grace', '/seat apikey new Warehouse export');
    const made = await office.open(reply, 'POST');
    await office.read(KEY.exec(made.html)?.[0] ?? '');

    const secret = (KEY.exec(made.html)?.[0] ?? '').slice(21);
    expect(secret).toHaveLength(43);
    expect(await stored(office)).not.toContain(secret);
    expect(JSON.stringify(office.log.lines)).not.toContain(secret);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(made.headers.get('referrer-policy')).toBe('no-referrer');
    expect(made.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('that is active is named with what breaks before a new one ends it, and works until then', async () => {
    await using office = await aSite();
    const old = await office.makes('grace', 'Warehouse export');

    const warning = await office.types('grace', '/seat apikey new Mail merge');
    const before = (await office.read(old)).status;
    const offer = await office.presses('grace', viewOf(warning), 'Replace the key');
    const still = (await office.read(old)).status;
    const next = KEY.exec((await office.open(offer, 'POST')).html)?.[0] ?? '';

    expect(replyText(warning)).toContain('A new key ends the one that Warehouse export uses');
    expect(warning).toMatchObject({ kind: 'private', view: { tone: 'attention' } });
    expect([before, still, (await office.read(old)).status]).toEqual([200, 200, 401]);
    expect((await office.read(next)).status).toBe(200);
    expect(await states(office, office.grace)).toEqual(['active', 'revoked superseded']);
  });

  test('is not made by a link that was given for another end than would happen now', async () => {
    await using office = await aSite();
    const first = await office.types('grace', '/seat apikey new Warehouse export');
    await office.makes('grace', 'Mail merge');

    const refused = await office.open(first, 'POST');

    expect(refused).toMatchObject({ status: 410, html: expect.stringContaining('something else would break') });
    expect(await states(office, office.grace)).toEqual(['active']);
  });

  test('is not made by a link that is old, cut or of another account', async () => {
    await using office = await aSite();
    const reply = await office.types('grace', '/seat apikey new Warehouse export');
    const path = pathOf(reply);
    const strange = `${path.startsWith('/keys/0') ? '/keys/1' : '/keys/0'}${path.slice(7)}`;

    const [cut, elsewhere] = [await office.openPath(path.slice(0, -1)), await office.openPath(strange)];
    office.clock.advance({ minutes: 15 });
    const late = await office.open(reply, 'POST');

    expect([cut.status, elsewhere.status, late.status]).toEqual([404, 404, 410]);
    expect(late.html).toContain('was good until');
    expect(await states(office, office.grace)).toEqual([]);
  });

  test('is refused to a Sync Only member and on a tier without the API, with the way out', async () => {
    await using office = await aSite();
    await office.inAccount(({ seats }) =>
      seats.add(aSeat({ memberId: office.grace.id, invitedBy: office.ada.id, seatType: 'sync-only' })),
    );

    const syncOnly = replyText(await office.types('grace', '/seat apikey new Warehouse export'));
    await office.inAccount(({ accounts }) =>
      accounts.replace(anAccount(), anAccount({ tier: 'essential', version: 2 })),
    );
    const essential = replyText(await office.types('ada', '/seat apikey new Warehouse export'));

    expect(syncOnly).toContain('a Sync Only seat has no CRM access. Ask an Admin');
    expect(essential).toContain('the tiers Scale, Advanced and Enterprise');
  });

  test('is ended by its owner after they were told what breaks', async () => {
    await using office = await aSite();
    const key = await office.makes('grace', 'Warehouse export');

    const asked = await office.types('grace', '/seat apikey revoke');
    const before = (await office.read(key)).status;
    await office.presses('grace', viewOf(asked), 'End the key');
    const twice = await office.presses('grace', viewOf(asked), 'End the key');

    expect(replyText(asked)).toContain('Ending this key breaks Warehouse export');
    expect([before, (await office.read(key)).status]).toEqual([200, 401]);
    expect(replyText(twice)).toContain('This key ended before');
  });

  test('of somebody else is ended by an Admin, and its owner is told; others may not', async () => {
    await using office = await aSite();
    const key = await office.makes('grace', 'Warehouse export');
    const prefix = key.slice(0, 20);

    const denied = replyText(await office.types('barbara', `/seat apikey revoke ${prefix}`));
    const all = replyText(await office.types('ada', '/seat apikey list all'));
    await office.presses('ada', viewOf(await office.types('ada', `/seat apikey revoke ${prefix}`)), 'End the key');
    const told = viewText((await office.lastNotice(office.grace, 'grace')).view);

    expect(denied).toContain('You may do it for yourself only');
    expect(all).toContain(prefix);
    expect(told).toContain('Your API key of Warehouse export was ended');
    expect(told).toContain('Ada Lovelace');
    expect(await states(office, office.grace)).toEqual(['revoked manual']);
  });

  test('is required anew by whoever was deactivated and came back', async () => {
    await using office = await aSite();
    await office.makes('grace', 'Warehouse export');
    await office.inAccount((stores) => revokeActiveKey(stores, office.grace.id, { kind: 'deactivated', at: NOW }));

    const listed = replyText(await office.types('grace', '/seat apikey list'));

    expect(listed).toContain('A new key is required');
  });

  test('is not made by a link that was given before keys were kept from members', async () => {
    await using office = await aSite();
    const offer = await office.types('grace', '/seat apikey new Warehouse export');
    await office.inAccount(async ({ accounts }) => {
      const account = await accounts.get();
      await accounts.replace(account, { ...account, lockedSettings: ['api-keys'], version: account.version + 1 });
    });

    const late = await office.open(offer, 'POST');

    expect(late.status).toBe(410);
    expect(late.html).toContain('Members of your account do not make keys themselves any more.');
    expect(await states(office, office.grace)).toEqual([]);
  });

  test('asks what it is for where nothing was said', async () => {
    await using office = await aSite();

    const form = await office.types('grace', '/seat apikey new');
    const offer = await office.submits('grace', form, { integration: 'Warehouse export' });

    expect(offer).toMatchObject({ kind: 'private', view: { actions: [{ kind: 'open' }] } });
  });
});

/** The office with the web process beside it. */
async function aSite() {
  const office = await anOffice();
  const api = createReadApi({ ...office.deps, requestsPerMinute: 100 });
  const site = await served({ '/keys': createKeyPage(office.deps), '/api/v1': api });
  const openPath = async (path: string, method = 'GET') => {
    const response = await fetch(`${site.url}${path}`, { method });
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  const open = (reply: SealedReply, method = 'GET') => openPath(pathOf(reply), method);
  return {
    ...office,
    open,
    openPath,
    makes: async (user: string, integration: string) => {
      const made = await open(await office.types(user, `/seat apikey new ${integration}`), 'POST');
      return KEY.exec(made.html)?.[0] ?? '';
    },
    read: (key: string) => fetch(`${site.url}/api/v1/people`, { headers: { authorization: `Bearer ${key}` } }),
    [Symbol.asyncDispose]: site[Symbol.asyncDispose],
  };
}

type Site = Awaited<ReturnType<typeof aSite>>;

function viewOf(reply: SealedReply) {
  if (reply.kind !== 'private') throw new Error(`Not private: ${replyText(reply)}`);
  return reply.view;
}

function pathOf(reply: SealedReply): string {
  const link = viewOf(reply).actions.find((action) => action.kind === 'open');
  if (link === undefined) throw new Error(`No link: ${replyText(reply)}`);
  return new URL(link.href).pathname;
}

/** All that the product has written down of it. */
async function stored({ inAccount }: Site): Promise<string> {
  return await inAccount(async ({ apiKeys, audit, deliveries, notices }) =>
    JSON.stringify([
      await apiKeys.all(),
      await audit.from(1, 100),
      await deliveries.byKey('chat', 'acme', 'k1'),
      await notices.list(['pending', 'delivered']),
    ]),
  );
}

async function states({ inAccount }: Site, { id }: Member): Promise<readonly string[]> {
  const keys = await inAccount(({ apiKeys }) => apiKeys.ofMember(id));
  return keys.map((key) => (key.state === 'active' ? 'active' : `revoked ${key.because}`));
}
