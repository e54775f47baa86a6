import { describe, expect, test } from 'vitest';
import type { Notice } from '../../../core/outbox/notice.ts';
import { aChatAddress, aPendingNotice, aSealedView } from '../../builders/chat.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { eur } from '../../builders/money.ts';
import { falseFirst, race, times, type NewTenant } from './tenant.ts';

export function noticeRules(newTenant: NewTenant): void {
  describe('notices', () => {
    test('what is told many times at once under one key is one notice', async () => {
      const { run, accountId } = await newTenant();
      const key = 'completed:run-1:ada';

      const added = await race(
        times(4, () => () => run(({ notices }) => notices.add(aPendingNotice({ accountId, key })))),
      );

      expect(added.toSorted(falseFirst)).toEqual([false, false, false, true]);
      expect(await run(({ notices }) => notices.list(['pending']))).toHaveLength(1);
    });

    test('a notice comes back as it was told', async () => {
      const { run, accountId } = await newTenant();
      const view = aSealedView({
        blocks: [
          { kind: 'facts', facts: [{ label: 'Due now', value: [{ money: eur(9010n) }, { moment: NOW }] }] },
          { kind: 'text', text: ['hello ', { strong: 'Ada' }] },
        ],
        actions: [{ kind: 'run', label: 'Approve', weight: 'primary', does: ids.next('action') }],
      });
      const notice = aPendingNotice({ accountId, view });

      await run(({ notices }) => notices.add(notice));

      expect(await run(({ notices }) => notices.get(notice.id))).toEqual(notice);
    });

    test('are found by subject and by state', async () => {
      const { run, accountId } = await newTenant();
      const [first, second] = times(2, () => aPendingNotice({ accountId, subject: 'request:1' }));
      const other = aPendingNotice({ accountId, subject: 'request:2' });
      await run(async ({ notices }) => {
        for (const notice of [first, second, other]) if (notice) await notices.add(notice);
        await notices.replace(other, sending(other));
      });

      const ofSubject = await run(({ notices }) => notices.ofSubject('request:1'));
      const underWay = await run(({ notices }) => notices.list(['sending', 'unknown']));

      expect(ofSubject).toEqual([first, second]);
      expect(underWay.map(({ id }) => id)).toEqual([other.id]);
    });

    test('a delivered one is found by the message that the surface knows, in its own workspace only', async () => {
      const { run, accountId } = await newTenant();
      const notice = aPendingNotice({ accountId });
      const below = aPendingNotice({ accountId, recipient: { ...notice.recipient, under: notice.id } });
      const message = { surface: 'chat', workspace: 'acme', reference: 'C1:17.5' };
      await run(async ({ notices }) => {
        for (const one of [notice, below]) await notices.add(one);
        await notices.replace(notice, { ...sending(notice), state: 'delivered', message, shown: 1, at: NOW });
      });

      const found = await run(({ notices }) => notices.byMessage(message));
      const others = await run(async ({ notices }) => [
        await notices.byMessage({ ...message, workspace: 'other' }),
        await notices.byMessage({ ...message, reference: 'C1:18.5' }),
      ]);

      expect(found?.id).toBe(notice.id);
      expect(others).toEqual([undefined, undefined]);
      expect(await run(({ notices }) => notices.list(['pending']))).toEqual([below]);
    });

    test('of two who want to send a notice, one does', async () => {
      const { run, accountId } = await newTenant();
      const notice = aPendingNotice({ accountId });
      await run(({ notices }) => notices.add(notice));

      const taken = await race(times(4, () => () => run(({ notices }) => notices.replace(notice, sending(notice)))));

      expect(taken.toSorted(falseFirst)).toEqual([false, false, false, true]);
    });

    test.each([
      ['state', { state: 'undeliverable', reason: 'gone', at: NOW }],
      ['wanted count', { wanted: 2 }],
      ['attempts', { attempts: 1 }],
    ] as const)('a notice whose %s changed is not replaced', async (_, change) => {
      const { run, accountId } = await newTenant();
      const notice = aPendingNotice({ accountId });
      const changed = { ...notice, ...change };
      await run(({ notices }) => notices.add(notice));
      await run(({ notices }) => notices.replace(notice, changed));

      const replaced = await run(({ notices }) => notices.replace(notice, sending(notice)));

      expect(replaced).toBe(false);
      expect(await run(({ notices }) => notices.get(notice.id))).toMatchObject(change);
    });

    test('a notice that does not exist is not replaced', async () => {
      const { run, accountId } = await newTenant();
      const notice = aPendingNotice({ accountId });

      expect(await run(({ notices }) => notices.replace(notice, sending(notice)))).toBe(false);
    });
  });
}

function sending({ id, accountId, key, subject, recipient, view, wanted, attempts }: Notice) {
  const base = { id, accountId, key, subject, recipient, view, wanted, attempts };
  return { ...base, state: 'sending', to: aChatAddress(), since: NOW } as const;
}
