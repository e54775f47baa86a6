import { describe, expect, test } from 'vitest';
import type { ChangePage } from '../../../core/mailboxes/mailbox-provider.ts';
import { createGoogleMailboxes } from '../../../jobs/providers/google/google-mailboxes.ts';
import { createQuotaLimiter } from '../../../jobs/providers/quota-limiter.ts';
import { composeMail } from '../../stand-ins/corpus/compose-mail.ts';
import { CLARA, openGoogle, scopesOf, type GoogleWorld } from './google-world.ts';

const HAROLD = 'harold.beck@lindenpartners.example';

describe('access', () => {
  test('without any delegation is a fault of the whole organization', async () => {
    await using world = await openGoogle({ delegatedScopes: [] });

    const checked = await world.provider.check(CLARA, signal());
    const read = await world.provider.changes(at(world, undefined), signal());

    const fault = { ok: false, error: { kind: 'unauthorised', fault: 'credential' } };
    expect([checked, read]).toMatchObject([fault, fault]);
  });

  test('reads on under the right to content where that alone was granted, and says so', async () => {
    await using world = await openGoogle({
      delegatedScopes: scopesOf(['gmail.readonly', 'admin.directory.user.readonly']),
    });

    const facts = await world.provider.check(CLARA, signal());
    const first = await page(world, undefined);

    expect(facts).toMatchObject({ ok: true, value: { access: 'content' } });
    expect(first.upserted.length).toBeGreaterThan(0);
  });

  test('with a token that was revoked meanwhile fails once, and then with a new one works', async () => {
    await using world = await openGoogle();
    const first = await page(world, undefined);
    world.google.revokeAllTokens();

    const refused = await world.provider.changes(at(world, first.next), signal());
    const second = await world.provider.changes(at(world, first.next), signal());

    expect(refused).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(second.ok).toBe(true);
  });

  test.each(['/token', '/admin/directory'])('that is throttled at %s is waited for, and no fault', async (where) => {
    await using world = await openGoogle();
    world.google.faults.strike({ kind: 'throttle', retryAfterMs: 40_000 }, { where });

    const refused = await world.provider.check(CLARA, signal());
    const granted = await world.provider.check(CLARA, signal());

    expect(refused).toMatchObject({ ok: false, error: { kind: 'throttled' } });
    expect(granted.ok).toBe(true);
  });

  test('to a mailbox whose owner was suspended names the suspension, not the mail service', async () => {
    await using world = await openGoogle();

    const read = await world.provider.changes({ ...at(world, undefined), address: HAROLD }, signal());

    expect(read).toMatchObject({ ok: false, error: { kind: 'unauthorised', fault: 'suspended' } });
  });

  test('with another organization’s key is a fault of the credential', async () => {
    await using world = await openGoogle();
    await using other = await openGoogle();
    const { privateKey } = other.deps.secret;
    const provider = createGoogleMailboxes({ ...world.deps, secret: { ...world.deps.secret, privateKey } });

    const read = await provider.changes(at(world, undefined), signal());

    expect(read).toMatchObject({ ok: false, error: { kind: 'unauthorised', fault: 'credential' } });
  });
});

describe('units', () => {
  test('of a conversation of three or more are those of one thread', async () => {
    await using crowded = await openGoogle();
    for (let number = 0; number < 5; number += 1) reply(crowded, number);

    await page(crowded, undefined);

    const { log } = crowded.google;
    const [newest] = crowded.mailbox.newestFirst();
    const threads = log.entries({ method: 'users.threads.get' });
    expect(threads.some(({ served }) => served.length === 5 && served.includes(newest?.id ?? ''))).toBe(true);
    expect(log.entries({ method: 'users.messages.get' }).flatMap(({ served }) => served)).not.toContain(newest?.id);
  });

  test('stay within the quota: a walk that needs several windows is never refused', async () => {
    const unitsPerUser = 600;
    await using world = await openGoogle({ quota: { unitsPerUser } });
    const quota = { ...world.deps.quota, unitsPerMailbox: unitsPerUser };
    const limiter = createQuotaLimiter(
      { clock: world.clock, sleep: (milliseconds) => world.clock.sleep(milliseconds) },
      quota,
    );
    const provider = createGoogleMailboxes({ ...world.deps, quota, limiter });

    let cursor: string | undefined;
    do {
      const told = await provider.changes(at(world, cursor), signal());
      if (!told.ok) throw new Error(`The reading failed: ${told.error.kind}`);
      cursor = told.value.walked ? undefined : told.value.next;
    } while (cursor !== undefined);

    const { log } = world.google;
    expect(log.units(CLARA)).toBeGreaterThan(3 * unitsPerUser);
    expect(log.entries({ subject: CLARA }).filter(({ status }) => status !== 200)).toEqual([]);
    expect(world.google.highestInFlight(CLARA)).toBe(3);
  });

  test('are not spent any more once the provider has refused one request', async () => {
    await using world = await openGoogle();
    const first = await page(world, undefined);
    world.google.log.clear();
    world.google.faults.strike({ kind: 'throttle', retryAfterMs: 60_000 }, { where: '/messages/', nth: 5 });

    const refused = await world.provider.changes(at(world, first.next), signal());

    expect(refused).toMatchObject({ ok: false, error: { kind: 'throttled' } });
    expect(
      world.google.log.entries({ subject: CLARA }).filter(({ status }) => status === 429).length,
    ).toBeLessThanOrEqual(3);
  });
});

test('a history that is refused again and again starts the walk over three times, then only waits', async () => {
  await using world = await openGoogle();
  let { next } = await page(world, undefined);
  const told: (boolean | string)[] = [];

  // Each walk is two pages long, and what is refused is the history after it.
  for (const _ of [1, 2, 3, 4, 5, 6, 7, 8]) {
    world.hand.expireCursors();
    const read = await world.provider.changes(at(world, next), signal());
    told.push(read.ok ? read.value.restarted : read.error.kind);
    if (read.ok) next = read.value.next;
  }

  expect(told).toEqual([false, true, false, true, false, true, false, 'unavailable']);
});

test('a history that could be read again forgets the walks that were started over', async () => {
  await using world = await openGoogle();
  let told = await page(world, undefined);
  while (told.more) told = await page(world, told.next);
  for (const _ of [1, 2, 3, 4, 5]) {
    world.hand.expireCursors();
    told = await page(world, told.next);
    expect(told.restarted).toBe(true);
    while (told.more) told = await page(world, told.next);
  }

  expect(JSON.parse(told.next)).not.toHaveProperty('restarts');
});

test('a message from the history is fetched once, however often it was touched', async () => {
  await using world = await openGoogle();
  let told = await page(world, undefined);
  while (told.more) told = await page(world, told.next);
  world.hand.deliver('<touched@customer.example>');
  world.hand.move('<touched@customer.example>', 'trash');
  world.hand.move('<touched@customer.example>', 'inbox');
  world.hand.markRead('<touched@customer.example>');
  world.google.log.clear();

  const cycle = await page(world, told.next);

  expect(cycle.upserted.map(({ messageId }) => messageId)).toEqual(['<touched@customer.example>']);
  expect(cycle.removed).toEqual([]);
  expect(world.google.log.units(CLARA)).toBe(22);
});

test('a message that goes between the list and the look at it is passed over', async () => {
  await using world = await openGoogle();
  const gone = world.hand.inScope()[80] ?? '';
  world.google.faults.setLatency({ medianMs: 2000, p95Ms: 2000 });

  const reading = page(world, undefined);
  while (world.google.log.entries({ method: 'users.messages.list' }).length === 0) await world.clock.sleep(20);
  world.hand.erase(gone);
  const told = await reading;

  expect(told.poisoned).toEqual([]);
  expect(told.upserted.length).toBeGreaterThan(80);
  expect(told.upserted.map(({ messageId }) => messageId)).not.toContain(gone);
});

function reply(world: GoogleWorld, number: number): void {
  const mail = composeMail({
    from: { name: 'Ada', address: 'ada@customer.example' },
    to: [{ name: 'Clara', address: CLARA }],
    subject: 'Re: Renewal',
    messageId: `<talk-${number}@customer.example>`,
    ...(number === 0 ? {} : { inReplyTo: '<talk-0@customer.example>' }),
  });
  world.mailbox.addMessage({ mail });
}

async function page(world: GoogleWorld, cursor: string | undefined): Promise<ChangePage> {
  const told = await world.provider.changes(at(world, cursor), signal());
  if (!told.ok) throw new Error(`The reading failed: ${told.error.kind}`);
  return told.value;
}

function at({ address, horizon }: GoogleWorld, cursor: string | undefined) {
  return { address, horizon, cursor };
}

function signal(): AbortSignal {
  return new AbortController().signal;
}
