import { describe, expect, test } from 'vitest';
import type { Tier } from '../../../core/accounts/account.ts';
import { revokeActiveKey } from '../../../core/api-keys/revoke-active-key.ts';
import type { SeatType } from '../../../core/seats/seat-type.ts';
import { NOW } from '../../builders/ids.ts';
import { aReadingFirm } from '../../contracts/mail/reading-firm.ts';
import { anApi, deliver, onlyPerson } from './api-world.ts';

describe('a key', () => {
  test.each([
    ['is missing', undefined, 'key-missing'],
    ['is no key', 'Bearer secret', 'key-unknown'],
    ['is of another scheme', 'Basic abc', 'key-missing'],
    ['was never made', `Bearer usk_${'0'.repeat(16)}_${'A'.repeat(43)}`, 'key-unknown'],
  ])('that %s is refused with the way to one', async (_, authorization, kind) => {
    await using api = await anApi();

    const response = await api.request('/people', authorization === undefined ? {} : { headers: { authorization } });

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    expect(await response.json()).toMatchObject({
      type: `urn:usher:problem:${kind}`,
      detail: expect.stringContaining('/seat apikey new'),
    });
  });

  test('of which one letter is wrong opens nothing and says no more', async () => {
    await using api = await anApi();
    const key = await api.keyOf(api.firm.admin);
    const wrong = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');

    expect(await api.get('/people', wrong)).toMatchObject({
      status: 401,
      body: { type: 'urn:usher:problem:key-unknown' },
    });
  });

  test('opens its own account and no other', async () => {
    await using api = await anApi();
    const jane = await api.firm.addReader();
    await deliver(api.firm, jane, { id: 'A1' });
    const person = await onlyPerson(api);
    const stranger = await aReadingFirm(api.database);
    const key = await api.keyOf(stranger.admin);

    expect((await api.get('/people', key)).body).toEqual({ items: [], next: null });
    expect((await api.get(`/people/${person.id}`, key)).status).toBe(404);
  });

  test('that was superseded says so, and the new one opens', async () => {
    await using api = await anApi();
    const old = await api.keyOf(api.firm.admin);
    const next = await api.keyOf(api.firm.admin);

    expect(await api.get('/people', old)).toMatchObject({
      status: 401,
      body: { type: 'urn:usher:problem:key-revoked', detail: expect.stringContaining('newer one') },
    });
    expect((await api.get('/people', next)).status).toBe(200);
  });

  test('dies with its owner’s deactivation at once, revoked or not', async () => {
    await using api = await anApi();
    const { admin, run } = api.firm;
    const key = await api.keyOf(admin);
    await run(({ members }) => members.replace(admin, { ...admin, standing: 'deactivated', version: 2 }));

    const before = await api.get('/people', key);
    await run((stores) => revokeActiveKey(stores, admin.id, { kind: 'deactivated', at: NOW }));
    await run(({ members }) => members.replace({ ...admin, version: 2 }, { ...admin, standing: 'active', version: 3 }));
    const after = await api.get('/people', key);

    expect(before).toMatchObject({ status: 401, body: { type: 'urn:usher:problem:owner-not-active' } });
    expect(after).toMatchObject({ status: 401, body: { detail: expect.stringContaining('deactivated') } });
  });

  test.each<readonly [Tier, SeatType, number]>([
    ['essential', 'full-access', 403],
    ['scale', 'full-access', 200],
    ['enterprise', 'sync-only', 403],
  ])('on the tier %s with a %s seat answers %i', async (tier, seatType, status) => {
    await using api = await anApi();
    const jane = await api.firm.addReader();
    await api.firm.run(async ({ accounts, seats }) => {
      const account = await accounts.get();
      await accounts.replace(account, { ...account, tier, version: account.version + 1 });
      const seat = await seats.ofMember(jane.member.id);
      if (seat !== undefined) await seats.replace(seat, { ...seat, seatType, version: seat.version + 1 });
    });

    expect((await api.get('/people', await api.keyOf(jane.member))).status).toBe(status);
  });

  test('remembers its use, at most once a minute', async () => {
    await using api = await anApi();
    const key = await api.keyOf(api.firm.admin);
    const lastUse = async () => (await api.firm.run(({ apiKeys }) => apiKeys.all()))[0]?.lastUsedAt?.toString();
    const start = api.firm.clock.now();

    await api.get('/people', key);
    api.firm.clock.advance({ seconds: 59 });
    await api.get('/people', key);
    const within = await lastUse();
    api.firm.clock.advance({ seconds: 1 });
    await api.get('/people', key);

    expect(within).toBe(start.toString());
    expect(await lastUse()).toBe(start.add({ seconds: 60 }).toString());
  });

  test('has so many requests a minute, is told what is left, and when to come back', async () => {
    await using api = await anApi({ requestsPerMinute: 2 });
    const key = await api.keyOf(api.firm.admin);

    const answers = [await api.get('/people', key), await api.get('/lists', key), await api.get('/people', key)];
    api.firm.clock.advance({ seconds: 30 });
    answers.push(await api.get('/people', key));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 200]);
    expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"key";q=2;w=60');
    expect(answers.map(({ headers }) => headers.get('ratelimit'))).toEqual([
      '"key";r=1;t=30',
      '"key";r=0;t=60',
      '"key";r=0;t=60',
      '"key";r=0;t=60',
    ]);
    expect(answers[2]?.headers.get('retry-after')).toBe('30');
    expect(answers[2]?.body).toMatchObject({ type: 'urn:usher:problem:too-many-requests' });
  });
});
