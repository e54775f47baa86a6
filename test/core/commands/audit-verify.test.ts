import { describe, expect, test } from 'vitest';
import type { AuditRecord } from '../../../core/audit/audit-record.ts';
import { verifyAccount } from '../../../core/audit/verify-account.ts';
import { chainBrokenView } from '../../../core/commands/audit-verify-views.ts';
import { createAuditVerify } from '../../../core/commands/audit-verify.ts';
import type { Stores } from '../../../core/transaction.ts';
import { ACME } from '../../builders/ids.ts';
import { unsignedHeads } from '../../fakes/fake-head-file.ts';
import { aSetupWorld, shown, type SetupWorld } from '../accounts/setup-world.ts';

describe('audit verify', () => {
  test('counts the records over several pages and shows the head', async () => {
    const world = await aWorld();
    const { say, adaInChat } = world;
    await written(world, 503);

    const text = shown(await say(adaInChat, 'audit verify'));

    const head = (await world.read(({ audit }) => audit.from(503, 1)))[0]?.hash;
    expect(text).toContain('The audit log is unbroken');
    expect(text).toContain('Records: 503');
    expect(text).toContain(`Head: ${head?.slice(0, 16)}`);
    expect(text).toContain('Personal parts erased: 0');
  });

  test('is content with an empty log', async () => {
    const { say, adaInChat } = await aWorld();

    expect(shown(await say(adaInChat, 'audit verify'))).toContain('Records: 0');
  });

  test('counts the parts of a person who was erased', async () => {
    const world = await aWorld();
    const { say, adaInChat } = world;
    await written(world, 3);
    await world.read(({ keys }) => keys.destroy(`person:${world.ada.id}`));

    const text = shown(await say(adaInChat, 'audit verify'));

    expect(text).toContain('Done: The audit log is unbroken');
    expect(text).toContain('Personal parts erased: 3');
  });

  test('tells a lost key from an erasure, and makes no new key in its place', async () => {
    const world = await aWorld();
    await written(world, 3);

    const verified = await world.read((stores) =>
      verifyAccount(
        { ...world.deps, heads: unsignedHeads() },
        { audit: stores.audit, keys: keysWithoutPeople(stores) },
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
        { keys, audit: { ...audit, from: async (seq) => (seq === 1 ? records : []) } },
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

const aWorld = () => aSetupWorld((deps) => [createAuditVerify({ ...deps, heads: unsignedHeads() })]);

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
