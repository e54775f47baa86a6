import { describe, expect, test } from 'vitest';
import type { SyncRun } from '../../../core/mailboxes/sync-run.ts';
import { movedLink } from '../../../core/mailboxes/links/link-moves.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { aLink, aLinkBase, aMailbox, anOpenEpisode, aQueuedRun, aSucceededRun } from '../../builders/mailboxes.ts';
import { aStoredMailbox } from './stored.ts';
import { falseFirst, failureOf, race, times, type NewTenant } from './tenant.ts';

export function mailboxRules(newTenant: NewTenant): void {
  test('a member may have several mailboxes', async () => {
    const { run, accountId, ada } = await newTenant();
    const work = aMailbox({ accountId, memberId: ada.id });
    const personal = aMailbox({ accountId, memberId: ada.id, class: 'personal', lastSyncAt: NOW, cursor: 'c' });
    await run(async ({ mailboxes }) => {
      await mailboxes.add(work);
      await mailboxes.add(personal);
    });

    expect(await run(({ mailboxes }) => mailboxes.ofMember(ada.id))).toEqual([work, personal]);
    expect(await run(({ mailboxes }) => mailboxes.list())).toEqual([work, personal]);
  });

  describe('mailbox links', () => {
    test('of one address are open once, however many ask for it, and another may follow its end', async () => {
      const { run, accountId, ada } = await newTenant();
      const aLinkOfAda = () => aLink({ accountId, memberId: ada.id, askedBy: ada.id });
      const links = times(4, aLinkOfAda);

      const added = await race(links.map((link) => () => run(({ mailboxLinks }) => mailboxLinks.add(link))));
      const open = await run(({ mailboxLinks }) => mailboxLinks.open('ada@home.example'));
      if (open === undefined) throw new Error('No link is open');
      await run(({ mailboxLinks }) => mailboxLinks.replace(open, movedLink(open, { kind: 'expired', at: NOW })));

      expect(added.toSorted(falseFirst)).toEqual([false, false, false, true]);
      expect(await run(({ mailboxLinks }) => mailboxLinks.open('ada@home.example'))).toBeUndefined();
      const next = aLinkOfAda();
      expect(await run(({ mailboxLinks }) => mailboxLinks.add(next))).toBe(true);
      const ofAda = await run(({ mailboxLinks }) => mailboxLinks.ofMember(ada.id));
      expect(ofAda.map(({ id, state }) => [id, state])).toEqual([
        [open.id, 'expired'],
        [next.id, 'checking'],
      ]);
      expect(await run(({ mailboxLinks }) => mailboxLinks.ofMember(ids.next('member')))).toEqual([]);
    });

    test.each([
      [{ state: 'checking' }],
      [{ state: 'awaiting-owner', since: NOW }],
      [{ state: 'linked', mailboxId: ids.next('mailbox'), at: NOW }],
      [{ state: 'refused', fault: 'alias', at: NOW }],
      [{ state: 'declined', at: NOW }],
      [{ state: 'expired', at: NOW }],
      [{ state: 'unlinked', mailboxId: ids.next('mailbox'), by: ids.next('member'), at: NOW, purgeAt: NOW }],
      [{ state: 'unlinked', mailboxId: ids.next('mailbox'), by: ids.next('member'), at: NOW, purgeAt: undefined }],
      [{ state: 'purged', mailboxId: ids.next('mailbox'), at: NOW }],
      [{ state: 'relinked', mailboxId: ids.next('mailbox'), at: NOW }],
    ] as const)('come back as they were stored: %o', async (state) => {
      const { run, accountId, ada } = await newTenant();
      const link = { ...aLinkBase({ accountId, memberId: ada.id, askedBy: ada.id }), ...state };

      await run(({ mailboxLinks }) => mailboxLinks.add(link));

      expect(await run(({ mailboxLinks }) => mailboxLinks.get(link.id))).toEqual(link);
    });
  });

  describe('sync runs', () => {
    test('a mailbox has one unfinished run, however many want to begin one', async () => {
      const tenant = await newTenant();
      const { run, accountId } = tenant;
      const { id: mailboxId } = await run((stores) => aStoredMailbox(stores, tenant));

      const added = await race(times(4, () => () => run(({ runs }) => runs.add(aQueuedRun({ accountId, mailboxId })))));

      expect(added.toSorted(falseFirst)).toEqual([false, false, false, true]);
    });

    test.each(['queued', 'running', 'waiting'] as const)('a run that is %s is unfinished', async (state) => {
      const tenant = await newTenant();
      const { run, accountId } = tenant;
      const { id: mailboxId } = await run((stores) => aStoredMailbox(stores, tenant));
      const queued = aQueuedRun({ accountId, mailboxId });
      const begun = { ...queued, state, startedAt: NOW, retryAt: NOW, because: 'throttled', version: 2 } as SyncRun;
      await run(({ runs }) => runs.add(queued));
      await run(({ runs }) => runs.replace(queued, begun));

      const added = await run(({ runs }) => runs.add(aQueuedRun({ accountId, mailboxId })));

      expect(added).toBe(false);
      expect(await run(({ runs }) => runs.unfinished(mailboxId))).toMatchObject({ id: queued.id, state });
    });

    test('a new run may begin when the last one is finished; newest first', async () => {
      const tenant = await newTenant();
      const { run, accountId } = tenant;
      const { id: mailboxId } = await run((stores) => aStoredMailbox(stores, tenant));
      const at = (hours: number) => ({ accountId, mailboxId, queuedAt: NOW.add({ hours }) });
      const [second, first, third] = [aSucceededRun(at(2)), aSucceededRun(at(1)), aQueuedRun(at(3))];

      const added = await run(async ({ runs }) => {
        const results: boolean[] = [];
        for (const one of [second, first, third]) results.push(await runs.add(one));
        return results;
      });

      expect(added).toEqual([true, true, true]);
      expect(await run(({ runs }) => runs.ofMailbox(mailboxId, 2))).toEqual([third, second]);
      expect(await run(({ runs }) => runs.unfinished(mailboxId))).toEqual(third);
    });

    test('a finished run cannot come back while another is under way', async () => {
      const tenant = await newTenant();
      const { run, accountId } = tenant;
      const { id: mailboxId } = await run((stores) => aStoredMailbox(stores, tenant));
      const finished = aSucceededRun({ accountId, mailboxId });
      await run(async ({ runs }) => {
        await runs.add(finished);
        await runs.add(aQueuedRun({ accountId, mailboxId }));
      });
      const { id } = finished;

      const revived = run(({ runs }) => runs.replace(finished, aQueuedRun({ id, accountId, mailboxId, version: 2 })));

      expect(await failureOf(revived)).toBeInstanceOf(Error);
    });
  });

  describe('episodes', () => {
    test('one cause has one open episode, however many mailboxes fail at once', async () => {
      const { run, accountId } = await newTenant();
      const cause = 'credential:1';

      const added = await race(
        times(4, () => () => run(({ episodes }) => episodes.add(anOpenEpisode({ accountId, cause })))),
      );

      expect(added.toSorted(falseFirst)).toEqual([false, false, false, true]);
    });

    test('an episode may open again after it was closed', async () => {
      const { run, accountId } = await newTenant();
      const first = anOpenEpisode({ accountId, openedAt: NOW.subtract({ hours: 2 }) });
      const { cause } = first;
      const second = anOpenEpisode({ accountId, cause });
      await run(({ episodes }) => episodes.add(first));

      await run(async ({ episodes }) => {
        await episodes.replace(first, { ...first, closedAt: NOW, version: 2 });
        await episodes.add(second);
      });

      expect(await run(({ episodes }) => episodes.open(cause))).toEqual(second);
      expect((await run(({ episodes }) => episodes.list())).map(({ id }) => id)).toEqual([first.id, second.id]);
      expect(await run(({ episodes }) => episodes.open('mailbox:other'))).toBeUndefined();
    });
  });
}
