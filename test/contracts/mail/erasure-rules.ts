import { describe, expect, test } from 'vitest';
import { accountKeyring } from '../../../core/secrets/account-keys.ts';
import { suppressionDigest } from '../../../core/secrets/address-digest.ts';
import { NOW } from '../../builders/ids.ts';
import { aNewRemoval, anAgreement } from '../../builders/removals.ts';
import type { NewFirm } from '../mail-contract.ts';
import { received, sent } from './letters.ts';
import type { ReadingFirm } from './reading-firm.ts';
import { snapshotOf } from './snapshot.ts';

const GRACE = 'grace@navy.example';
const LINUS = 'linus@home.example';

export function erasureRules(newFirm: NewFirm): void {
  describe('somebody who was removed', () => {
    test('does not come back as a person when other mailboxes are read again, and their contacts stay', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }), received(jane, { id: 'A2', with: LINUS, name: 'Linus' }));
      await firm.readAll(jane);
      const grace = await snapshotOf(firm, [GRACE]);
      expect((await snapshotOf(firm, [LINUS])).people).toHaveLength(1);

      await suppress(firm, [LINUS]);
      const erased = await firm.run(({ traces }) => traces.erase(firm.admin.id, [LINUS]));
      jane.inbox.deliver(
        received(jane, { id: 'A3', with: LINUS, name: 'Linus' }),
        sent(jane, { id: 'A4', with: LINUS }),
      );
      jane.inbox.expireCursors();
      firm.clock.advance({ minutes: 30 });
      await firm.readAll(jane);

      expect(erased).toEqual({ participants: 1, people: 1, connections: 1 });
      expect((await snapshotOf(firm, [LINUS])).people).toEqual([]);
      expect((await snapshotOf(firm, [GRACE])).people).toEqual(grace.people);
      expect(await firm.who(firm.admin, LINUS)).toEqual({ kind: 'nobody-found' });
    });

    test('is a person again once an invitation has lifted it and a message comes by', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      await suppress(firm, [LINUS]);
      await firm.run(async ({ suppressions, keys }) => {
        await suppressions.lift(await digestOf(firm, { keys }, LINUS), NOW);
      });
      jane.inbox.deliver(received(jane, { id: 'A1', with: LINUS }));

      await firm.readAll(jane);

      expect((await snapshotOf(firm, [LINUS])).people).toHaveLength(1);
    });

    test('had the addresses by which their mail system knew them', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));
      await firm.readAll(jane);

      const aliases = await firm.run(({ traces }) => traces.aliases(jane.member.id));

      expect(aliases).toContain(jane.mailbox.address);
    });
  });

  describe('a mailbox of somebody whose removal is agreed to', () => {
    test('is not read until the removal is called off', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));
      await firm.readAll(jane);
      const request = await firm.run(({ removals }) =>
        removals.add(aNewRemoval({ accountId: firm.accountId, memberId: jane.member.id })),
      );
      const { state: _, ...base } = request;
      const agreed = anAgreement();
      const scheduled = { ...base, state: 'scheduled', to: agreed.by, dueAt: NOW, agreed, version: 2 } as const;
      await firm.run(({ removals }) => removals.replace(request, scheduled));
      jane.inbox.deliver(received(jane, { id: 'A2', with: LINUS }));
      firm.clock.advance({ minutes: 30 });

      const outcome = await firm.turn(jane);
      const meanwhile = await snapshotOf(firm, [LINUS]);
      await firm.run(({ removals }) =>
        removals.replace(scheduled, { ...base, state: 'withdrawn', by: jane.member.id, at: NOW, version: 3 }),
      );
      firm.clock.advance({ minutes: 30 });
      await firm.readAll(jane);

      expect(outcome).toMatchObject({ kind: 'again', reason: 'removal scheduled', countsAsAttempt: false });
      expect(meanwhile.people).toEqual([]);
      expect((await snapshotOf(firm, [LINUS])).people).toHaveLength(1);
    });
  });
}

async function suppress(firm: ReadingFirm, addresses: readonly string[]): Promise<void> {
  await firm.run(async ({ suppressions, keys }) => {
    const digests = await Promise.all(addresses.map((address) => digestOf(firm, { keys }, address)));
    await suppressions.add(digests, NOW);
  });
}

async function digestOf(
  { keyDeps, accountId }: ReadingFirm,
  stores: Parameters<typeof accountKeyring>[1],
  address: string,
): Promise<string> {
  return suppressionDigest((await accountKeyring(keyDeps, stores, accountId)).suppression, address);
}
