import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { createHeadFile } from '../../bots/runtime/head-file.ts';
import { createAnchorHeads } from '../../core/audit/anchor-heads.ts';
import { exportChain } from '../../core/audit/audit-export.ts';
import type { AuditRecord } from '../../core/audit/audit-record.ts';
import { createAuditTrail } from '../../core/audit/audit-trail.ts';
import { signedHeadLine } from '../../core/audit/signed-head-lines.ts';
import { verifyAccount } from '../../core/audit/verify-account.ts';
import { verifyExport } from '../../core/audit/verify-export.ts';
import { createIds } from '../../core/ids.ts';
import { masterKeys } from '../../core/secrets/master-keys.ts';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { anAccount, aChannel } from '../builders/account.ts';
import { ACME } from '../builders/ids.ts';
import { aMember } from '../builders/people.ts';
import { rehashed, resealedFrom } from '../core/audit/sample-chain.ts';
import { aSigningKey, publicKeyOf } from '../core/audit/signing-keys.ts';
import { seededEntropy } from '../core/secrets/seeded-entropy.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createRecordingLog } from '../fakes/recording-log.ts';
import { openTestDatabase } from './test-database.ts';

const LENGTH = 8;
const SEALED_AT = [3, 6, 8];

/** What somebody with the superuser’s password, this code and no signing key can do to the stored records. */
const TAMPERINGS: readonly {
  readonly what: string;
  readonly tamper: (records: readonly AuditRecord[]) => readonly AuditRecord[];
  readonly found: object;
}[] = [
  {
    what: 'edits a record',
    tamper: (records) => records.map((one) => (one.seq === 4 ? { ...one, facts: { number: 99 } } : one)),
    found: { kind: 'edited', seq: 4 },
  },
  {
    what: 'edits a record and makes its hash fit',
    tamper: (records) => records.map((one) => (one.seq === 4 ? rehashed({ ...one, facts: { number: 99 } }) : one)),
    found: { kind: 'edited', seq: 4 },
  },
  {
    what: 'deletes a record',
    tamper: (records) => records.filter(({ seq }) => seq !== 4),
    found: { kind: 'missing', seq: 4 },
  },
  {
    what: 'deletes a record and closes the numbers up',
    tamper: (records) =>
      records.filter(({ seq }) => seq !== 4).map((one) => (one.seq > 4 ? { ...one, seq: one.seq - 1 } : one)),
    found: { kind: 'missing', seq: 4 },
  },
  {
    what: 'inserts a record',
    tamper: (records) => [
      ...records.slice(0, 4),
      rehashed({ ...at(records, 4), seq: 5, previousHash: at(records, 4).hash, personal: [] }),
      ...records.slice(4).map((one) => ({ ...one, seq: one.seq + 1 })),
    ],
    found: { kind: 'inserted', seq: 5 },
  },
  {
    what: 'exchanges two records',
    tamper: (records) => records.with(3, { ...at(records, 5), seq: 4 }).with(4, { ...at(records, 4), seq: 5 }),
    found: { kind: 'reordered', seq: 4 },
  },
  {
    what: 'cuts the end off',
    tamper: (records) => records.slice(0, 6),
    found: { kind: 'truncated', seq: 7 },
  },
  {
    what: 'deletes everything',
    tamper: () => [],
    found: { kind: 'truncated', seq: 1 },
  },
  {
    what: 'writes everything from a record on again, to the same length',
    tamper: (records) => resealedFrom(records.with(4, { ...at(records, 5), facts: { number: 99 } }), 4),
    found: { kind: 'wrong-head', seq: 6, trustedUntil: 3 },
  },
];

describe('whoever holds the database but not the signing key', () => {
  test.each(TAMPERINGS)('is found by audit verify and offline when he $what', async ({ tamper, found }) => {
    await using world = await aWorld();
    const genuine = await world.records();

    await overwrite(world.adminUrl, tamper(genuine));

    expect(await world.verify()).toEqual({ ok: false, error: found });
    expect(await world.verifyOffline()).toEqual({ ok: false, error: { kind: 'broken', at: found } });
  });

  test('is not accused when he did nothing', async () => {
    await using world = await aWorld();

    await overwrite(world.adminUrl, await world.records());

    expect(await world.verify()).toMatchObject({ ok: true, value: { records: LENGTH, erasedParts: [], lostParts: 0 } });
    expect(await world.sealsHeldAgainst()).toEqual(SEALED_AT);
    expect(await world.verifyOffline()).toMatchObject({ ok: true, value: { anchors: SEALED_AT.length } });
  });

  test('gets no new seal for a log that was cut off', async () => {
    await using world = await aWorld();
    await overwrite(world.adminUrl, (await world.records()).slice(0, 5));

    await world.anchor();

    const told = await world.inAccount(({ notices }) => notices.list(['pending']));
    expect(told.map(({ subject }) => subject)).toContain(`audit-contradicted:${LENGTH}`);
    expect(await world.file.read(ACME)).toHaveLength(SEALED_AT.length);
  });
});

test('a log whose people were erased still fits its seals', async () => {
  await using world = await aWorld();

  await world.inAccount(({ keys }) => keys.destroy(`person:${world.ada.id}`));

  const verified = await world.verify();
  expect(verified).toMatchObject({ ok: true, value: { records: LENGTH, lostParts: 0 } });
  expect(verified.ok && verified.value.erasedParts).toHaveLength(LENGTH);
  expect(await world.verifyOffline()).toMatchObject({ ok: true, value: { anchors: SEALED_AT.length } });
});

/** An account on PostgreSQL with a log about Ada that was sealed three times into a real file. */
async function aWorld() {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await openTestDatabase());
  const directory = stack.use(await mkdtempDisposable(join(tmpdir(), 'usher-seals-')));
  const clock = createFakeClock();
  const entropy = seededEntropy('tampering');
  const masters = masterKeys([entropy.bytes(32)]);
  if (!masters.ok) throw new Error(masters.error.kind);
  const keyDeps = { entropy, masters: masters.value };
  const heads = { file: createHeadFile(directory.path), keys: [aSigningKey('ours')] };
  const { transaction, registry, adminUrl } = database;
  const anchor = createAnchorHeads({
    clock,
    ids: createIds(clock, entropy),
    log: createRecordingLog(),
    registry,
    transaction,
    heads,
  });
  const ada = aMember();
  await registry.createAccount(anAccount());
  await transaction.run(ACME, async ({ members, channels }) => {
    await members.add(ada);
    await channels.set(aChannel({ purpose: 'jobs' }));
  });
  const audit = createAuditTrail(keyDeps);
  for (let number = 1; number <= LENGTH; number += 1) {
    await transaction.run(ACME, (stores) =>
      audit(stores, ACME, {
        kind: 'seat.invited',
        at: clock.now(),
        actor: { kind: 'member', memberId: ada.id },
        subject: { kind: 'seat', id: `${number}` },
        facts: { number },
        personal: [{ memberId: ada.id, values: { name: ada.fullName } }],
      }),
    );
    if (SEALED_AT.includes(number)) await anchor();
  }
  const records = () => transaction.run(ACME, (stores) => stores.audit.from(1, 100));
  const verify = () => verifyAccount({ ...keyDeps, heads }, (read) => transaction.run(ACME, read), ACME);
  return {
    adminUrl,
    ada,
    anchor,
    file: heads.file,
    records,
    verify,
    inAccount: <Value>(work: Parameters<typeof transaction.run<Value>>[1]) => transaction.run(ACME, work),
    sealsHeldAgainst: async () => {
      const verified = await verify();
      return verified.ok && verified.value.kept.state === 'held' && verified.value.kept.anchors.map(({ seq }) => seq);
    },
    verifyOffline: async () =>
      verifyExport({
        exported: exportChain({ accountId: ACME, records: await records(), heads: [] }),
        keys: [publicKeyOf('ours')],
        heads: (await heads.file.read(ACME)).map(signedHeadLine).join(''),
        posted: [],
      }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** As a superuser, with every trigger and rule switched off. */
async function overwrite(adminUrl: string, records: readonly AuditRecord[]): Promise<void> {
  await withPostgres(adminUrl, async (admin: Client) => {
    await admin.query('SET session_replication_role = replica');
    await admin.query('DELETE FROM audit_record WHERE account_id = $1', [ACME]);
    for (const record of records) {
      await admin.query('INSERT INTO audit_record (account_id, seq, hash, record) VALUES ($1, $2, $3, $4)', [
        ACME,
        record.seq,
        record.hash,
        JSON.stringify({ ...record, at: record.at.toString() }),
      ]);
    }
  });
}

function at(records: readonly AuditRecord[], seq: number): AuditRecord {
  const record = records[seq - 1];
  if (record === undefined) throw new Error(`There is no record ${seq}`);
  return record;
}
