import { describe, expect, test } from 'vitest';
import { createAnchorHeads } from '../../../core/audit/anchor-heads.ts';
import { headOf, type AuditRecord } from '../../../core/audit/audit-record.ts';
import type { HeadFile } from '../../../core/audit/head-anchors.ts';
import { signHead, verifyHead } from '../../../core/audit/head-signature.ts';
import { publicKeyText } from '../../../core/audit/signed-message.ts';
import type { CoreDeps } from '../../../core/deps.ts';
import type { Id } from '../../../core/ids.ts';
import { plainText } from '../../../core/views/plain-text.ts';
import { aChannel, anAccount } from '../../builders/account.ts';
import { ACME, ids } from '../../builders/ids.ts';
import { createFakeHeadFile } from '../../fakes/fake-head-file.ts';
import { createRecordingLog } from '../../fakes/recording-log.ts';
import { aSetupWorld } from '../accounts/setup-world.ts';
import { aSigningKey, publicKeyOf } from './signing-keys.ts';

describe('sealing the heads of audit logs', () => {
  test('signs the last record into the account’s file', async () => {
    const { anchor, write, file, read } = await aWorld();
    await write(3);

    await anchor();

    const [signed, ...more] = await file.read(ACME);
    const [last] = await read(({ audit }) => audit.from(3, 1));
    expect(more).toEqual([]);
    expect(verifyHead([publicKeyOf('ours')], signed ?? fail())).toEqual({
      ok: true,
      value: { accountId: ACME, seq: 3, hash: last?.hash, at: last?.at },
    });
  });

  test('posts number, whole head and public key in every channel for jobs, and in no other', async () => {
    const { anchor, write, read, notices } = await aWorld();
    await read(async ({ channels }) => {
      await channels.set(aChannel({ purpose: 'jobs', channel: 'C-JOBS' }));
      await channels.set(aChannel({ purpose: 'jobs', surface: 'other', channel: 'C-OTHER' }));
      await channels.set(aChannel({ purpose: 'approvals', channel: 'C-APPROVALS' }));
    });
    await write(3);

    await anchor();

    const told = await notices();
    const hash = (await read(({ audit }) => audit.from(3, 1)))[0]?.hash ?? fail();
    expect(told.map(({ subject }) => subject)).toEqual(['audit-head:3', 'audit-head:3']);
    expect(told.map(({ recipient }) => (recipient.kind === 'channel' ? recipient.address : undefined))).toMatchObject([
      { channel: 'C-JOBS' },
      { channel: 'C-OTHER' },
    ]);
    const text = plainText(told[0]?.view ?? fail(), { timeZone: 'UTC', actions: 'labels' });
    expect(text).toContain('sealed at record 3');
    expect(text).toContain(`--key ${publicKeyText(aSigningKey('ours'))} --head 3:${hash}`);
  });

  test('seals what grew far at once in between, too, for the file alone', async () => {
    const { anchor, write, file, notices, inJobsChannel } = await aWorld();
    await inJobsChannel();
    await write(1100);

    await anchor();

    const sealed = await file.read(ACME);
    expect(sealed.map(({ head }) => head.seq)).toEqual([500, 1000, 1100]);
    expect(sealed.map((signed) => verifyHead([publicKeyOf('ours')], signed).ok)).toEqual([true, true, true]);
    expect((await notices()).map(({ subject }) => subject)).toEqual(['audit-head:1100']);
  });

  test('does nothing until the log has grown again', async () => {
    const { anchor, write, file, notices, inJobsChannel } = await aWorld();
    await inJobsChannel();
    await write(2);
    await anchor();

    await anchor();
    const after = { kept: await file.read(ACME), told: await notices() };
    await write(1);
    await anchor();

    expect(after.kept).toHaveLength(1);
    expect(after.told).toHaveLength(1);
    expect((await file.read(ACME)).map(({ head }) => head.seq)).toEqual([2, 3]);
    expect(await notices()).toHaveLength(2);
  });

  test('leaves an empty log alone', async () => {
    const { anchor, file } = await aWorld();

    await anchor();

    expect(await file.read(ACME)).toEqual([]);
  });

  test('signs nothing without a key', async () => {
    const { write, file, deps, notices, inJobsChannel } = await aWorld();
    await inJobsChannel();
    await write(2);

    await createAnchorHeads({ ...deps, heads: { file, keys: [] } })();

    expect(await file.read(ACME)).toEqual([]);
    expect(await notices()).toEqual([]);
  });

  test('that broke off between message and file is made up for without a second message', async () => {
    const { write, file, deps, notices, inJobsChannel } = await aWorld();
    await inJobsChannel();
    await write(2);
    const keys = [aSigningKey('ours')];
    await createAnchorHeads({ ...deps, heads: { file: fullFile(file), keys } })();

    await createAnchorHeads({ ...deps, heads: { file, keys } })();

    expect(await file.read(ACME)).toHaveLength(1);
    expect(await notices()).toHaveLength(1);
  });

  test('goes on with the other accounts when the file of one takes nothing, and says so', async () => {
    const { write, file, deps, log } = await aWorld();
    const other = ids.next('account');
    await deps.registry.createAccount(anAccount({ id: other, name: 'Other' }));
    await write(1);
    await write(1, other);

    await createAnchorHeads({ ...deps, heads: { file: fullFile(file, ACME), keys: [aSigningKey('ours')] } })();

    expect(await file.read(other)).toHaveLength(1);
    expect(log.lines).toMatchObject([{ level: 'error', event: 'Head was not anchored', fields: { accountId: ACME } }]);
  });

  test('after a change of keys goes on from what the older key signed', async () => {
    const { write, file, deps } = await aWorld();
    await write(2);
    await createAnchorHeads({ ...deps, heads: { file, keys: [aSigningKey('old')] } })();

    await createAnchorHeads({ ...deps, heads: { file, keys: [aSigningKey('new'), aSigningKey('old')] } })();

    expect(await file.read(ACME)).toHaveLength(1);
  });

  test('goes on from the newest head, in whatever order two workers wrote them', async () => {
    const { anchor, write, file, read } = await aWorld();
    await write(3);
    const [first, , third] = await read(({ audit }) => audit.from(1, 3));
    for (const record of [third, first]) {
      await file.append(ACME, signHead(aSigningKey('ours'), headOf(record ?? fail())));
    }

    await anchor();

    expect(await file.read(ACME)).toHaveLength(2);
  });

  test('is not misled by a later head that somebody else wrote into the file', async () => {
    const { anchor, write, file, read } = await aWorld();
    await write(2);
    await anchor();
    const [last] = await read(({ audit }) => audit.from(2, 1));
    await file.append(
      ACME,
      signHead(aSigningKey('stranger'), { ...(last ?? fail()), accountId: ACME, seq: 3, hash: 'f'.repeat(64) }),
    );
    await write(1);

    await anchor();

    expect((await file.read(ACME)).map(({ signer }) => signer)).toEqual([
      publicKeyText(aSigningKey('ours')),
      publicKeyText(aSigningKey('stranger')),
      publicKeyText(aSigningKey('ours')),
    ]);
  });
});

describe('a log that no longer holds what was sealed', () => {
  test.each([
    ['cut off', (records: readonly AuditRecord[]) => records.slice(0, 2)],
    ['rewritten', (records: readonly AuditRecord[]) => records.map((record) => ({ ...record, hash: 'e'.repeat(64) }))],
  ])('because it was %s is told of once and not sealed again', async (_how, tamper) => {
    const { anchor, write, file, deps, notices, inJobsChannel, log } = await aWorld();
    await inJobsChannel();
    await write(3);
    await anchor();
    const records = await deps.transaction.run(ACME, ({ audit }) => audit.from(1, 10));
    const tampered = withRecords(deps, tamper(records));
    const again = createAnchorHeads({ ...deps, ...tampered, heads: { file, keys: [aSigningKey('ours')] } });

    await again();
    await again();

    expect(await file.read(ACME)).toHaveLength(1);
    expect((await notices()).map(({ subject }) => subject)).toEqual(['audit-head:3', 'audit-contradicted:3']);
    expect(log.lines[0]).toMatchObject({ level: 'error', fields: { accountId: ACME, seq: 3 } });
  });
});

async function aWorld() {
  const world = await aSetupWorld(() => []);
  const file = createFakeHeadFile();
  const log = createRecordingLog();
  const deps: CoreDeps = { ...world.deps, log };
  return {
    ...world,
    deps,
    file,
    log,
    anchor: createAnchorHeads({ ...deps, heads: { file, keys: [aSigningKey('ours')] } }),
    inJobsChannel: () => world.read(({ channels }) => channels.set(aChannel({ purpose: 'jobs' }))),
    write: (count: number, accountId: Id<'account'> = ACME) => written(deps, accountId, count),
  };
}

async function written({ transaction, audit, clock }: CoreDeps, accountId: Id<'account'>, count: number) {
  await transaction.run(accountId, async (stores) => {
    for (let number = 1; number <= count; number += 1) {
      await audit(stores, accountId, {
        kind: 'channel.set',
        at: clock.now(),
        actor: { kind: 'job', job: 'test' },
        subject: { kind: 'channel', id: `${number}` },
        facts: { number },
        personal: [],
      });
    }
  });
}

function fullFile(file: HeadFile, only?: Id<'account'>): HeadFile {
  return {
    ...file,
    append: async (accountId, signed) => {
      if (only === undefined || accountId === only) throw new Error('No space left');
      await file.append(accountId, signed);
    },
  };
}

/** The same database after somebody laid hands on the records. */
function withRecords({ transaction }: CoreDeps, records: readonly AuditRecord[]): Pick<CoreDeps, 'transaction'> {
  const last = records.at(-1) ?? fail();
  return {
    transaction: {
      run: (accountId, work) =>
        transaction.run(accountId, (stores) =>
          work({
            ...stores,
            audit: {
              ...stores.audit,
              lockEnd: async () => ({ accountId, seq: last.seq, hash: last.hash }),
              from: async (seq, limit) => records.filter((record) => record.seq >= seq).slice(0, limit),
            },
          }),
        ),
    },
  };
}

function fail(): never {
  throw new Error('There is nothing');
}
