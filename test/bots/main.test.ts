import { describe, expect, test } from 'vitest';
import { startBots } from '../../bots/main.ts';
import { publicUrlOf, readConfig } from '../../bots/runtime/config.ts';
import { issueApiKey } from '../../core/api-keys/issue-api-key.ts';
import { createApp } from '../../core/app.ts';
import { createAuditTrail } from '../../core/audit/audit-trail.ts';
import { DEFAULT_DEPARTURE_CONFIG } from '../../core/departures/departure-config.ts';
import type { Member } from '../../core/people/member.ts';
import { ids } from '../builders/ids.ts';
import { received } from '../contracts/mail/letters.ts';
import { aReadingFirm } from '../contracts/mail/reading-firm.ts';
import { unsignedHeads } from '../fakes/fake-head-file.ts';
import { createFakeSurfaceAddresses } from '../fakes/fake-surface-addresses.ts';
import { openTestDatabase } from '../prisma/test-database.ts';

describe('the web process', () => {
  test('answers programs by their key out of PostgreSQL, each of its own account, and has the page that makes keys', async () => {
    await using database = await openTestDatabase();
    const [firm, stranger] = [await aReadingFirm(database), await aReadingFirm(database)];
    const jane = await firm.addReader({ privacy: 'share-subjects' });
    jane.inbox.deliver(received(jane, { id: 'A1', subject: 'The merger' }));
    await firm.readAll(jane);
    const config = readConfig({ PORT: '0' });
    const { registry, transaction } = database;
    const core = {
      ...firm.keys,
      clock: firm.clock,
      ids,
      log: firm.log,
      audit: createAuditTrail(firm.keys),
      registry,
      transaction,
      leaving: DEFAULT_DEPARTURE_CONFIG,
      heads: unsignedHeads(),
      publicUrl: () => publicUrlOf(config),
    };
    const app = createApp({
      ...core,
      isOperator: () => false,
      secretFilesOf: () => undefined,
      exportFilesOf: () => undefined,
      listFilesOf: () => undefined,
      documentWayOf: () => undefined,
    });
    const { clock, log } = core;
    const process = { config, clock, log, say: () => undefined, addresses: createFakeSurfaceAddresses() };
    const started = await startBots({ ...process, core, database, surfaces: [], app });
    await using bots = { ...started, [Symbol.asyncDispose]: started.stop };
    const read = async (path: string, member: Member) => {
      const { text } = await transaction.run(member.accountId, (stores) => issueApiKey(core, stores, member, 'Export'));
      const response = await fetch(`${bots.url}/api/v1${path}`, { headers: { authorization: `Bearer ${text}` } });
      return await response.json();
    };

    const own = await read('/interactions', firm.admin);
    const others = await read('/interactions', stranger.admin);
    const people = await read('/people', firm.admin);
    const page = await fetch(`${bots.url}/keys/none`);

    expect(own).toMatchObject({ items: [{ subject: 'The merger', limitedBy: 'share-subjects' }], next: null });
    expect(people).toMatchObject({ items: [{ address: 'grace@navy.example' }] });
    expect(others).toEqual({ items: [], next: null });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });
});
