import { describe, expect, test } from 'vitest';
import { aFrozenPolicy, aNewRequest, aStep } from '../../builders/approvals.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { aStoredQuote, aStoredRequest } from './stored.ts';
import { times, type NewTenant } from './tenant.ts';

export function approvalRules(newTenant: NewTenant): void {
  describe('approval requests', () => {
    test('are numbered without a gap, however many are made at once', async () => {
      const tenant = await newTenant();

      const made = await Promise.all(times(8, () => tenant.run((stores) => aStoredRequest(stores, tenant))));

      const numbers = made.map(({ number }) => number).toSorted((one, other) => one - other);
      expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect((await tenant.run(({ requests }) => requests.list())).map(({ number }) => number)).toEqual(numbers);
    });

    test('are listed newest first, a page at a time, of everybody or of one person', async () => {
      const tenant = await newTenant();
      const { run, ada } = tenant;
      for (const _ of times(5, () => 0)) await run((stores) => aStoredRequest(stores, tenant));
      const stranger = ids.next('member');

      const [newest, next, theirs, none] = await run(async ({ requests }) => [
        await requests.page({ before: undefined, requestedBy: undefined, limit: 2 }),
        await requests.page({ before: 4, requestedBy: undefined, limit: 2 }),
        await requests.page({ before: 2, requestedBy: ada.id, limit: 9 }),
        await requests.page({ before: undefined, requestedBy: stranger, limit: 9 }),
      ]);

      expect([newest, next, theirs, none].map((page) => page?.map(({ number }) => number))).toEqual([
        [5, 4],
        [3, 2],
        [1],
        [],
      ]);
    });

    test('those that are open, and the one of a quote, are found without the others', async () => {
      const tenant = await newTenant();
      const { run, accountId, ada } = tenant;
      const [closed, open, waiting] = await run(async (stores) => [
        await aStoredRequest(stores, tenant),
        await aStoredRequest(stores, tenant),
        await aStoredRequest(stores, tenant),
      ]);
      if (closed === undefined || open === undefined || waiting === undefined) throw new Error('Nothing was stored');
      const next = { version: 2, at: NOW };
      await run(async ({ requests }) => {
        await requests.replace(closed, { ...closed, ...next, state: 'cancelled', by: ada.id });
        await requests.replace(waiting, {
          ...waiting,
          version: 2,
          state: 'awaiting-requester',
          deadline: NOW,
          because: 'price',
        });
      });

      const found = await run(({ requests }) => requests.open());
      const ofQuote = await run(({ requests }) => requests.ofQuote(closed.quoteId));

      expect(found.map(({ number, state }) => [number, state])).toEqual([
        [open.number, 'pending'],
        [waiting.number, 'awaiting-requester'],
      ]);
      expect([ofQuote?.id, ofQuote?.accountId]).toEqual([closed.id, accountId]);
      expect(await run(({ requests }) => requests.ofQuote(ids.next('quote')))).toBeUndefined();
    });

    test('one that is rolled back leaves no gap', async () => {
      const tenant = await newTenant();
      const broken = tenant.run(async (stores) => {
        await aStoredRequest(stores, tenant);
        throw new Error('the handler broke');
      });
      await expect(broken).rejects.toThrow('the handler broke');

      const { number } = await tenant.run((stores) => aStoredRequest(stores, tenant));

      expect(number).toBe(1);
    });

    test('are counted by each account for itself', async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      await acme.run((stores) => aStoredRequest(stores, acme));

      const { number } = await other.run((stores) => aStoredRequest(stores, other));

      expect(number).toBe(1);
    });

    test('are found by number and by id, with the policy they were made under', async () => {
      const tenant = await newTenant();
      const { run, accountId, ada } = tenant;
      const quote = await run((stores) => aStoredQuote(stores, tenant));
      const asked = aNewRequest({
        accountId,
        requestedBy: ada.id,
        quoteId: quote.id,
        subject: {
          kind: 'invite',
          seatId: ids.next('seat'),
          memberId: ada.id,
          seatType: 'sync-only',
          fullName: 'Ada Lovelace',
          address: 'ada@example.com',
        },
        policy: aFrozenPolicy({
          applied: [
            { seatType: 'sync-only', mode: 'auto-below', version: 3 },
            { seatType: 'full-access', mode: 'manual', version: 1 },
          ],
          steps: [aStep({ approvers: [ada.id], standIns: [ada.id] })],
        }),
      });

      const { number } = await run(({ requests }) => requests.add(asked));

      const found = await run(async ({ requests }) => [await requests.byNumber(number), await requests.get(asked.id)]);
      expect(found).toEqual([
        { ...asked, number },
        { ...asked, number },
      ]);
      expect(await run(({ requests }) => requests.byNumber(number + 1))).toBeUndefined();
    });

    test('for many people keep each of them', async () => {
      const tenant = await newTenant();
      const { run, accountId, ada } = tenant;
      const quote = await run((stores) => aStoredQuote(stores, tenant));
      const people = ['Grace Hopper', 'Mary Jackson'].map((fullName) => ({
        seatId: ids.next('seat'),
        memberId: ids.next('member'),
        seatType: fullName.startsWith('A') ? ('full-access' as const) : ('sync-only' as const),
        fullName,
        address: `${fullName.toLowerCase().replace(' ', '.')}@example.com`,
      }));
      const subject = { kind: 'bulk', batchId: ids.next('batch'), people } as const;

      const { id } = await run(({ requests }) =>
        requests.add(aNewRequest({ accountId, requestedBy: ada.id, quoteId: quote.id, subject })),
      );

      expect((await run(({ requests }) => requests.get(id)))?.subject).toEqual(subject);
    });
  });
}
