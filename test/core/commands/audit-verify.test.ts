import { describe, expect, test } from 'vitest';
import { createAnchorHeads } from '../../../core/audit/anchor-heads.ts';
import { headOf, type AuditRecord } from '../../../core/audit/audit-record.ts';
import type { HeadAnchors } from '../../../core/audit/head-anchors.ts';
import { signHead } from '../../../core/audit/head-signature.ts';
import { verifyAccount } from '../../../core/audit/verify-account.ts';
import { chainBrokenView } from '../../../core/commands/audit-verify-views.ts';
import { createAuditVerify } from '../../../core/commands/audit-verify.ts';
import type { Stores } from '../../../core/transaction.ts';
import { ACME } from '../../builders/ids.ts';
import { createFakeHeadFile, unsignedHeads } from '../../fakes/fake-head-file.ts';
import { aSigningKey } from '../audit/signing-keys.ts';
import { aSetupWorld, OPERATOR, shown, type SetupWorld } from '../accounts/setup-world.ts';

describe('audit verify', () => {
  test('counts the records over several pages and shows the head', async () => {
    const world = await aWorld();
    await written(world, 503);

    const text = await verifiedText(world);

    const head = (await world.read(({ audit }) => audit.from(503, 1)))[0]?.hash;
    expect(text).toContain('The audit log is unbroken');
    expect(text).toContain('Records: 503');
    expect(text).toContain(`Head: ${head?.slice(0, 16)}`);
    expect(text).toContain('Personal parts erased: 0');
  });

  test('is content with an empty log', async () => {
    const world = await aWorld();

    expect(await verifiedText(world)).toContain('Records: 0');
  });

  test('counts the parts of a person who was erased', async () => {
    const world = await aWorld();
    await written(world, 3);
    await world.read(({ keys }) => keys.destroy(`person:${world.ada.id}`));

    const text = await verifiedText(world);

    expect(text).toContain('Done: The audit log is unbroken');
    expect(text).toContain('Personal parts erased: 3');
  });

  test('says against how many signed heads it was held, and up to where they reach', async () => {
    const heads = sealing();
    const world = await aWorld(heads);
    const anchor = createAnchorHeads({ ...world.deps, heads });
    await written(world, 2);
    await anchor();
    const once = await verifiedText(world);
    await written(world, 1);
    await anchor();
    await written(world, 1);

    const text = await verifiedText(world);

    expect(text).toContain('Done: The audit log is unbroken');
    expect(once).toMatch(/Held against: 1 signed head$/mu);
    expect(text).toContain('Held against: 2 signed heads');
    expect(text).toContain('Up to record 3 they are what was sealed outside the database');
  });

  test('says that nothing is signed where there is no signing key', async () => {
    const world = await aWorld();

    expect(await verifiedText(world)).toContain('Held against: no signed head: there is no signing key');
  });

  test('gives a head nothing when no key of ours signed it, and says so', async () => {
    const heads = sealing();
    const world = await aWorld(heads);
    await written(world, 2);
    const [first] = await world.records();
    if (first === undefined) throw new Error('Nothing was written');
    await heads.file.append(ACME, signHead(aSigningKey('stranger'), { ...headOf(first), hash: 'f'.repeat(64) }));

    const text = await verifiedText(world);

    expect(text).toContain('The audit log is unbroken, but a kept head is not genuine');
    expect(text).toContain('Kept heads that none of our keys signed: 1, the first of record 1.');
    expect(text).toContain('Held against: 0 signed heads');
  });

  test.each([
    ['sealed further than it reaches now', { seq: 9 }, 'broken at record 3', 'truncated'],
    ['sealed with another content', { hash: 'f'.repeat(64) }, 'broken at record 1', 'wrong-head'],
  ])('finds a log that was %s', async (_what, changes, title, kind) => {
    const heads = sealing();
    const world = await aWorld(heads);
    await written(world, 2);
    const [first] = await world.records();
    if (first === undefined) throw new Error('Nothing was written');
    await heads.file.append(ACME, signHead(aSigningKey('ours'), { ...headOf(first), ...changes }));

    const text = await verifiedText(world);

    expect(text).toContain(`Problem: The audit log is ${title}`);
    expect(text).toContain(`Kind: ${kind}`);
  });

  test('tells a lost key from an erasure, and makes no new key in its place', async () => {
    const world = await aWorld();
    await written(world, 3);

    const verified = await world.read((stores) =>
      verifyAccount(
        { ...world.deps, heads: unsignedHeads() },
        (look) => look({ audit: stores.audit, keys: keysWithoutPeople(stores) }),
        ACME,
      ),
    );

    expect(verified).toMatchObject({ ok: true, value: { records: 3, lostParts: 3 } });
  });

  test.each([
    [
      'edited',
      (records: readonly AuditRecord[]) => records.map((one) => (one.seq === 2 ? { ...one, facts: {} } : one)),
    ],
    ['missing', (records: readonly AuditRecord[]) => records.filter(({ seq }) => seq !== 2)],
    ['reordered', (records: readonly AuditRecord[]) => records.toSorted((one, other) => swapped(one) - swapped(other))],
  ] as const)('names the first record that was %s, and up to where the log is to be trusted', async (kind, tamper) => {
    const world = await aWorld();
    await written(world, 3);
    const records = tamper(await world.records());

    const verified = await world.read(({ keys, audit }) =>
      verifyAccount(
        { ...world.deps, heads: unsignedHeads() },
        (look) => look({ keys, audit: { ...audit, from: async (seq) => (seq === 1 ? records : []) } }),
        ACME,
      ),
    );

    if (verified.ok) throw new Error('Nothing was found');
    const text = shown({ kind: 'private', view: chainBrokenView(verified.error, 'D-1') });
    expect(text).toContain('Problem: The audit log is broken at record 2');
    expect(text).toContain(`Kind: ${kind}`);
    expect(text).toContain('Trusted up to record: 1');
    expect(text).toContain('Reference: D-1');
  });
});

const aWorld = (heads = unsignedHeads()) =>
  aSetupWorld((deps) => [createAuditVerify({ ...deps, heads, exportFilesOf: () => undefined })]);

/** On the console, where somebody may wait for it. */
async function verifiedText({ say }: SetupWorld): Promise<string> {
  return shown(await say(OPERATOR, 'audit verify'));
}

const sealing = (): HeadAnchors => ({ keys: [aSigningKey('ours')], file: createFakeHeadFile() });

test('comes to an end when a tampered number leads the reading back', async () => {
  const world = await aWorld();
  await written(world, 1);
  const [first] = await world.records();
  if (first === undefined) throw new Error('Nothing was written');
  const asked: number[] = [];
  const from = async (seq: number, limit: number): Promise<readonly AuditRecord[]> => {
    if (asked.push(seq) > 5) throw new Error('The same page is read for ever');
    return Array.from({ length: limit }, () => first);
  };

  const verified = await world.read(({ keys, audit }) =>
    verifyAccount({ ...world.deps, heads: unsignedHeads() }, (look) => look({ keys, audit: { ...audit, from } }), ACME),
  );

  expect(verified).toMatchObject({ ok: false, error: { seq: 2 } });
});

/** Records about Ada, each with a personal part. */
async function written({ deps, read, ada }: SetupWorld, count: number): Promise<void> {
  await read(async (stores) => {
    for (let number = 1; number <= count; number += 1) {
      await deps.audit(stores, ACME, {
        kind: 'seat.invited',
        at: deps.clock.now(),
        actor: { kind: 'member', memberId: ada.id },
        subject: { kind: 'seat', id: `${number}` },
        facts: { number },
        personal: [{ memberId: ada.id, values: { name: ada.fullName } }],
      });
    }
  });
}

async function refuse(): Promise<never> {
  throw new Error('Verifying writes nothing');
}

/** The keys of all people are gone, and nothing may be written. */
function keysWithoutPeople({ keys }: Pick<Stores, 'keys'>): Stores['keys'] {
  return {
    get: async (owner) => (owner.startsWith('person:') ? undefined : await keys.get(owner)),
    put: refuse,
    destroy: refuse,
  };
}

/** Puts the third before the second. */
function swapped({ seq }: AuditRecord): number {
  return seq === 2 ? 3 : seq === 3 ? 2 : seq;
}
