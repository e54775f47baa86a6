import { describe, expect, test } from 'vitest';
import { recordHash, START_HASH, type AuditRecord, type ChainEnd } from '../../../core/audit/audit-record.ts';
import { NOW } from '../../builders/ids.ts';
import { failureOf, times, type NewTenant, type Tenant } from './tenant.ts';

export function auditRules(newTenant: NewTenant): void {
  describe('the audit chain', () => {
    test('begins at the start', async () => {
      const { run, accountId } = await newTenant();

      const end = await run(({ audit }) => audit.lockEnd());

      expect(end).toEqual({ accountId, seq: 0, hash: START_HASH });
    });

    test('does not fork, however many append at once', async () => {
      const tenant = await newTenant();

      await Promise.all(times(8, () => append(tenant)));

      const records = await tenant.run(({ audit }) => audit.from(1, 100));
      expect(records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(records.slice(1).map(({ previousHash }) => previousHash)).toEqual(
        records.slice(0, -1).map(({ hash }) => hash),
      );
    });

    test('a record is read back so that its hash still holds', async () => {
      const tenant = await newTenant();
      const written = await append(tenant);

      const [read] = await tenant.run(({ audit }) => audit.from(1, 1));

      expect(read).toEqual(written);
      expect(read && recordHash(read)).toBe(written.hash);
    });

    test('a place that is taken is not written over', async () => {
      const tenant = await newTenant();
      const { run, accountId } = tenant;
      const first = await append(tenant);
      const forged = following({ accountId, seq: 0, hash: START_HASH }, { facts: { seats: 99 } });

      const overwritten = run(({ audit }) => audit.insert(forged));

      expect(await failureOf(overwritten)).toBeInstanceOf(Error);
      expect(await run(({ audit }) => audit.from(1, 10))).toEqual([first]);
    });

    test('a record that leaves a gap is refused', async () => {
      const tenant = await newTenant();
      const { run, accountId } = tenant;
      const { hash } = await append(tenant);

      const later = run(({ audit }) => audit.insert(following({ accountId, seq: 2, hash })));

      expect(await failureOf(later)).toBeInstanceOf(Error);
    });

    test('a record that links to something else than the end is refused', async () => {
      const tenant = await newTenant();
      const { run, accountId } = tenant;
      await append(tenant);

      const unlinked = run(({ audit }) => audit.insert(following({ accountId, seq: 1, hash: 'a'.repeat(64) })));

      expect(await failureOf(unlinked)).toBeInstanceOf(Error);
    });

    test('is read from any place on, a page at a time', async () => {
      const tenant = await newTenant();
      for (const _ of times(5, () => 0)) await append(tenant);

      const page = await tenant.run(({ audit }) => audit.from(2, 3));

      expect(page.map(({ seq }) => seq)).toEqual([2, 3, 4]);
    });

    test('gives what is about something, or happened because of a request, in order and nothing else', async () => {
      const tenant = await newTenant();
      await append(tenant, { subject: { kind: 'request', id: 'r-1' } });
      await append(tenant, { subject: { kind: 'seat', id: 's-1' } });
      await append(tenant, { subject: { kind: 'charge-line', id: 'c-1' }, facts: { request: 'r-1' } });
      await append(tenant, { subject: { kind: 'quote', id: 'q-1' }, facts: { other: 'r-1', request: null } });
      await append(tenant, { subject: { kind: 'request', id: 'r-2' }, facts: { request: 'r-10' } });

      const found = await tenant.run(({ audit }) => audit.about(['q-1', 'r-1']));

      expect(found.map(({ seq }) => seq)).toEqual([1, 3, 4]);
    });

    test('each account has its own', async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      await append(acme);

      expect(await other.run(({ audit }) => audit.lockEnd())).toMatchObject({ seq: 0 });
      expect(await other.run(({ audit }) => audit.from(1, 10))).toEqual([]);
      expect(await other.run(({ audit }) => audit.about(['r-1']))).toEqual([]);
    });
  });
}

type Content = Partial<Pick<AuditRecord, 'subject' | 'facts'>>;

async function append({ run }: Tenant, content: Content = {}): Promise<AuditRecord> {
  return await run(async ({ audit }) => {
    const record = following(await audit.lockEnd(), content);
    await audit.insert(record);
    return record;
  });
}

function following(
  { accountId, seq, hash }: ChainEnd,
  { subject = { kind: 'request', id: 'r-1' }, facts = { seats: 5 } }: Content = {},
): AuditRecord {
  const record = {
    accountId,
    seq: seq + 1,
    previousHash: hash,
    kind: 'request.approved',
    at: NOW,
    actor: { kind: 'job', job: 'request.expire' },
    subject,
    facts,
    personal: [],
  } as const;
  return { ...record, hash: recordHash(record) };
}
