import { describe, expect, test } from 'vitest';
import { aMember } from '../../builders/people.ts';
import { anAction, anInbound, anOpenDelivery, aSealedView } from '../../builders/chat.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { falseFirst, failureOf, race, times, type NewTenant } from './tenant.ts';

export function chatRules(newTenant: NewTenant): void {
  describe('deliveries', () => {
    test('a delivery that arrives many times at once is claimed once', async () => {
      const { run, accountId } = await newTenant();
      const inbound = anInbound();

      const claims = await race(
        times(5, () => () => run(({ deliveries }) => deliveries.claim(anOpenDelivery({ accountId, inbound })))),
      );

      expect(claims.toSorted(falseFirst)).toEqual([false, false, false, false, true]);
    });

    test('a delivery whose claim was rolled back can be claimed again', async () => {
      const { run, accountId } = await newTenant();
      const delivery = anOpenDelivery({ accountId });
      const broken = run(async ({ deliveries }) => {
        await deliveries.claim(delivery);
        throw new Error('the database went away');
      });
      await expect(broken).rejects.toThrow('went away');

      expect(await run(({ deliveries }) => deliveries.claim(delivery))).toBe(true);
    });

    test('the same key in another workspace or on another surface is another delivery', async () => {
      const { run, accountId } = await newTenant();
      const inbound = anInbound();
      const { from } = inbound;
      const elsewhere = [
        { ...from, workspace: 'elsewhere' },
        { ...from, surface: 'mail' },
      ];
      await run(({ deliveries }) => deliveries.claim(anOpenDelivery({ accountId, inbound })));

      const claims = await run(({ deliveries }) =>
        Promise.all(
          elsewhere.map((user) => deliveries.claim(anOpenDelivery({ accountId, inbound: { ...inbound, from: user } }))),
        ),
      );

      expect(claims).toEqual([true, true]);
    });

    test('a delivery is read back by its key, with the answer that was stored', async () => {
      const { run, accountId } = await newTenant();
      const open = anOpenDelivery({ accountId });
      const reply = { kind: 'private', view: aSealedView() } as const;
      const handled = { ...open, attempts: 1, state: 'handled', reply, at: NOW } as const;
      const { deliveryKey, from } = open.inbound;
      await run(({ deliveries }) => deliveries.claim(open));

      await run(({ deliveries }) => deliveries.save(handled));

      const read = await run(({ deliveries }) => deliveries.byKey(from.surface, from.workspace, deliveryKey));
      expect(read).toEqual(handled);
    });

    test('a delivery that was never claimed cannot be saved', async () => {
      const { run, accountId } = await newTenant();

      const saved = run(({ deliveries }) => deliveries.save(anOpenDelivery({ accountId })));

      expect(await failureOf(saved)).toBeInstanceOf(Error);
    });

    test('who locks a delivery waits, and then sees what the other has stored', async () => {
      const { run, accountId } = await newTenant();
      const open = anOpenDelivery({ accountId });
      await run(({ deliveries }) => deliveries.claim(open));
      const handleOnce = () =>
        run(async ({ deliveries }) => {
          const delivery = await deliveries.lock(open.id);
          if (delivery?.state !== 'open') return 'repeated';
          await deliveries.save({ ...delivery, attempts: delivery.attempts + 1, state: 'unlinked', reply: REPLY });
          return 'handled';
        });

      const done = await race(times(4, () => handleOnce));

      expect(done.toSorted()).toEqual(['handled', 'repeated', 'repeated', 'repeated']);
    });

    test('what a crash left behind is shown by state and age, oldest first', async () => {
      const { run, accountId } = await newTenant();
      const at = (minutes: number) => anOpenDelivery({ accountId, receivedAt: NOW.add({ minutes }) });
      const [third, first, second, fresh] = [at(3), at(1), at(2), at(9)];
      const answered = { ...at(0), state: 'answered', reply: REPLY, at: NOW } as const;
      await run(async ({ deliveries }) => {
        for (const delivery of [third, first, second, fresh, answered]) await deliveries.claim(delivery);
      });

      const stale = (limit: number) =>
        run(({ deliveries }) => deliveries.stale(['open', 'handled'], NOW.add({ minutes: 9 }), limit));

      expect(await stale(2)).toEqual([first, second]);
      expect(await stale(10)).toEqual([first, second, third]);
    });
  });

  describe('stored actions', () => {
    test('a button finds the call that stands behind it', async () => {
      const { run, accountId } = await newTenant();
      const actions = times(2, (index) =>
        anAction({
          accountId,
          call: { command: 'invite', args: { names: ['Ada', null], index, deep: { team: 'a' } } },
        }),
      );
      await run((stores) => stores.actions.add(actions));

      const found = await run((stores) => Promise.all(actions.map(({ id }) => stores.actions.get(id))));

      expect(found).toEqual(actions);
    });

    test.each(['', 'approve', 'x'.repeat(300)])('a text that is no id finds nothing: %j', async (id) => {
      const { run } = await newTenant();

      expect(await run(({ actions }) => actions.get(id))).toBeUndefined();
    });

    test("another account's button finds nothing", async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      const action = anAction({ accountId: acme.accountId });
      await acme.run(({ actions }) => actions.add([action]));

      expect(await other.run(({ actions }) => actions.get(action.id))).toBeUndefined();
    });

    test('an action is written once', async () => {
      const { run, accountId } = await newTenant();
      const action = anAction({ accountId });
      await run(({ actions }) => actions.add([action]));

      const overwritten = run(({ actions }) => actions.add([{ ...action, expiresAt: NOW }]));

      expect(await failureOf(overwritten)).toBeInstanceOf(Error);
    });

    test('what people type can be stored, whatever they type', async () => {
      const { run, accountId } = await newTenant();
      const hostile = 'null \0 half \ud800 quote \' " \\ ; -- ☃';
      const call = { command: 'invite', args: { name: hostile, absent: undefined } };
      const action = anAction({ accountId, call });

      await run(({ actions }) => actions.add([action]));

      const read = await run(({ actions }) => actions.get(action.id));
      expect(read?.call.args).toEqual({ name: 'null  half \ufffd quote \' " \\ ; -- ☃' });
    });

    test('what would come back as something else is not stored', async () => {
      const { run, accountId } = await newTenant();
      const call = { command: 'invite', args: { at: NOW } };
      const action = anAction({ accountId, call });

      const stored = run(({ actions }) => actions.add([action]));

      await expect(stored).rejects.toThrow('Only JSON can be stored here');
    });
  });

  test('a member and a delivery of one transaction are kept together', async () => {
    const { run, accountId } = await newTenant();
    const grace = aMember({ accountId });
    const id = ids.next('delivery');

    await run(async ({ members, deliveries }) => {
      await deliveries.claim(anOpenDelivery({ id, accountId }));
      await members.add(grace);
    });

    expect(await run(({ members }) => members.get(grace.id))).toEqual(grace);
    expect(await run(({ deliveries }) => deliveries.lock(id))).toMatchObject({ state: 'open' });
  });
}

const REPLY = { kind: 'private', view: aSealedView() } as const;
