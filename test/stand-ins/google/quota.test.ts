import { describe, expect, test } from 'vitest';
import { createManualClock } from '../clock/scaled-clock.ts';
import { composeMail } from '../corpus/compose-mail.ts';
import { demoFirm, personAt } from '../corpus/demo-firm.ts';
import { createMailbox } from '../corpus/mailbox.ts';
import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { gmailClient } from './gmail-client.ts';
import { startGoogle } from './start-google.ts';
import type { GoogleOptions } from './start-google.ts';

const CLARA = 'clara.whitfield@lindenpartners.example';
const INES = 'ines.okafor@lindenpartners.example';

describe('the quota', () => {
  test('lets a user spend 6,000 units a minute: 300 messages, and none more until the window slides', async () => {
    await using world = await setUp();
    const { client, clock, id } = world;

    const first = await statuses(client, id, 300);
    const refused = await client.users.messages.get({ userId: 'me', id, format: 'minimal' });
    clock.advance({ seconds: 60 });
    const after = await statuses(client, id, 1);

    expect(new Set(first)).toEqual(new Set([200]));
    expect(refused.status).toBe(403);
    expect(refused.data).toMatchObject({
      error: { errors: [{ reason: 'userRateLimitExceeded', domain: 'usageLimits' }] },
    });
    expect(after).toEqual([200]);
    expect(world.google.log.units(CLARA)).toBe(301 * 20);
  });

  test('shuts out for a quarter of an hour whoever hammers on, and says until when', async () => {
    await using world = await setUp({ quota: { unitsPerUser: 20 } });
    const { client, clock, id } = world;

    await statuses(client, id, 11);
    const lockedOut = await client.users.messages.get({ userId: 'me', id, format: 'minimal' });
    clock.advance({ minutes: 14 });
    const still = await statuses(client, id, 1);
    clock.advance({ minutes: 2 });
    const over = await statuses(client, id, 1);

    expect(lockedOut.status).toBe(429);
    expect(lockedOut.data).toMatchObject({
      error: { status: 'RESOURCE_EXHAUSTED', message: expect.stringContaining('Retry after 2026-11-22T12:15:00.000Z') },
    });
    expect([still, over]).toEqual([[429], [200]]);
  });

  test('is shared by all users of the project, too', async () => {
    await using world = await setUp({ quota: { unitsPerProject: 40 } });
    const ines = await gmailClient(world.google, INES);

    await statuses(world.client, world.id, 2);
    const { status, data } = await ines.users.getProfile({ userId: 'me' });

    expect(status).toBe(403);
    expect(data).toMatchObject({ error: { errors: [{ reason: 'rateLimitExceeded' }] } });
  });

  test('costs a quarter per message in a legacy project', async () => {
    await using world = await setUp({ profile: 'legacy' });

    await statuses(world.client, world.id, 1);

    expect(world.google.log.units(CLARA)).toBe(5);
  });

  test('does not excuse more requests at once than a user may have open', async () => {
    await using world = await setUp();
    world.google.faults.setLatency({ medianMs: 50, p95Ms: 50 });

    const all = await Promise.all(Array.from({ length: 14 }, () => statuses(world.client, world.id, 1)));

    expect(all.flat().filter((status) => status === 200)).toHaveLength(5);
    expect(all.flat().filter((status) => status === 429)).toHaveLength(9);
    expect(world.google.highestInFlight(CLARA)).toBe(5);
  });
});

describe('injected faults', () => {
  test('strike the n-th request, lose an answer, or force a lockout', async () => {
    await using world = await setUp();
    const { client, id, google } = world;
    google.faults.strike({ kind: 'status', status: 503 }, { nth: 2, where: '/messages/' });

    const struck = await statuses(client, id, 3);
    google.faults.strike({ kind: 'reset-after' });
    const lost = client.users.getProfile({ userId: 'me' });
    await expect(lost).rejects.toThrow(/socket|reset|fetch|hang/i);
    google.faults.strike({ kind: 'throttle', retryAfterMs: 60_000 });
    const throttled = await statuses(client, id, 1);

    expect(struck).toEqual([200, 503, 200]);
    expect(google.log.entries({ method: 'users.getProfile' })).toHaveLength(1);
    expect(throttled).toEqual([429]);
  });
});

async function setUp(options: Pick<GoogleOptions, 'quota' | 'profile'> = {}) {
  const clock = createManualClock(Temporal.Instant.from('2026-11-22T12:00:00Z'));
  const mailboxes = new Map(
    [CLARA, INES].map((address) => [address, createMailbox(personAt(demoFirm, address), clock)]),
  );
  const mail = composeMail({
    from: { name: 'Ada', address: 'ada@customer.example' },
    to: [{ name: '', address: CLARA }],
    subject: 'Hello',
    messageId: '<one@customer.example>',
  });
  const id = mailboxes.get(CLARA)?.addMessage({ mail }).id ?? '';
  const delegatedScopes = ['https://www.googleapis.com/auth/gmail.metadata'];
  const google = await startGoogle({ firm: demoFirm, mailboxes, clock, delegatedScopes, ...options });
  google.faults.setLatency({ medianMs: 0, p95Ms: 0 });
  const client = await gmailClient(google, CLARA);
  return { clock, google, id, client, [Symbol.asyncDispose]: google.stop };
}

async function statuses(client: gmail_v1.Gmail, id: string, times: number): Promise<readonly number[]> {
  const seen: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const { status } = await client.users.messages.get({ userId: 'me', id, format: 'minimal' });
    seen.push(status);
  }
  return seen;
}
