import { describe, expect, test } from 'vitest';
import { NOW } from '../../builders/ids.ts';
import { aChannel } from '../../builders/account.ts';
import { aCopy, aMailPage } from '../../builders/mail.ts';
import { aMailbox } from '../../builders/mailboxes.ts';
import { aMember } from '../../builders/people.ts';
import { aPrivacyChange, aTeam } from '../../builders/rights.ts';
import { aStoredMailbox } from './stored.ts';
import { falseFirst, race, times, type NewTenant, type Tenant } from './tenant.ts';

export function rightsRules(newTenant: NewTenant): void {
  describe('teams', () => {
    test('are listed in the order of their names', async () => {
      const { run, accountId } = await newTenant();
      const sales = aTeam({ accountId, name: 'Sales' });
      const desk = aTeam({ accountId, name: 'deal desk' });
      await run(({ teams }) => teams.add(sales));
      await run(({ teams }) => teams.add(desk));

      expect(await run(({ teams }) => teams.list())).toEqual([desk, sales]);
    });

    test('of one name are one team, whatever the case and the accents, however many make it at once', async () => {
      const { run, accountId } = await newTenant();
      const names = ['Équipe Nord', 'equipe nord', 'EQUIPE  NORD'];

      const made = await race(names.map((name) => () => run(({ teams }) => teams.add(aTeam({ accountId, name })))));

      expect(made.toSorted(falseFirst)).toEqual([false, false, true]);
      expect(await run(({ teams }) => teams.list())).toHaveLength(1);
    });
  });

  describe('changes of a privacy level', () => {
    test('a member has one open change, however many want to begin one', async () => {
      const { run, accountId, ada } = await newTenant();

      const added = await race(
        times(
          4,
          () => () => run(({ privacyChanges: all }) => all.add(aPrivacyChange({ accountId, memberId: ada.id }))),
        ),
      );

      expect(added.toSorted(falseFirst)).toEqual([false, false, false, true]);
    });

    test('after one that is over the next may begin', async () => {
      const { run, accountId, ada } = await newTenant();
      const first = aPrivacyChange({ accountId, memberId: ada.id });
      const next = aPrivacyChange({ accountId, memberId: ada.id });
      await run(({ privacyChanges }) => privacyChanges.add(first));
      await run(({ privacyChanges }) =>
        privacyChanges.replace(first, { ...first, state: 'applied', at: NOW, version: 2 }),
      );

      expect(await run(({ privacyChanges }) => privacyChanges.open(ada.id))).toBeUndefined();
      expect(await run(({ privacyChanges }) => privacyChanges.add(next))).toBe(true);
      expect(await run(({ privacyChanges }) => privacyChanges.open(ada.id))).toEqual(next);
      expect(await run(({ privacyChanges }) => privacyChanges.latest(ada.id))).toEqual(next);
    });
  });

  describe('stored subjects', () => {
    test('of a member are counted and deleted, some at a time, and nothing else goes', async () => {
      const tenant = await newTenant();
      const { run, ada, accountId } = tenant;
      const grace = aMember({ accountId });
      const hers = aMailbox({ accountId, memberId: grace.id });
      await run(async ({ members, mailboxes }) => {
        await members.add(grace);
        await mailboxes.add(hers);
      });
      const mailbox = await run((stores) => aStoredMailbox(stores, tenant));
      const copies = [...times(3, () => aCopy(mailbox)), aCopy(mailbox, { subject: undefined })];
      await run(({ mail }) => mail.keep(aMailPage(mailbox, { copies })));
      await run(({ mail }) => mail.keep(aMailPage(hers, { copies: [aCopy(hers)] })));

      const before = await subjects(tenant);
      const gone = [
        await run(({ mail }) => mail.forgetSubjects(ada.id, 2)),
        await run(({ mail }) => mail.forgetSubjects(ada.id, 2)),
      ];

      expect(before).toBe(3);
      expect(gone).toEqual([2, 1]);
      expect(await subjects(tenant)).toBe(0);
      expect(await run(({ mail }) => mail.subjectsOf(grace.id))).toBe(1);
      expect(await run(({ crm }) => crm.counts())).toMatchObject({ messages: 5, interactions: 5 });
    });

    test('of one’s own mail are found newest first', async () => {
      const tenant = await newTenant();
      const { run, ada } = tenant;
      const mailbox = await run((stores) => aStoredMailbox(stores, tenant));
      const old = aCopy(mailbox, { occurredAt: NOW.subtract({ hours: 9 }), subject: 'old' });
      const fresh = aCopy(mailbox, { occurredAt: NOW.subtract({ hours: 1 }), subject: 'fresh' });
      await run(({ mail }) => mail.keep(aMailPage(mailbox, { copies: [old, fresh] })));

      const [newest, ...others] = await run(({ crm }) => crm.contactsOf(ada.id, 1));

      expect(newest?.copies.map(({ subject }) => subject)).toEqual(['fresh']);
      expect(others).toEqual([]);
    });
  });

  test('a channel that was taken away is not listed, and may be set again', async () => {
    const { run } = await newTenant();
    const channel = aChannel({ purpose: 'jobs' });
    await run(({ channels }) => channels.set(channel));

    await run(({ channels }) => channels.remove({ purpose: 'jobs', surface: channel.surface }));
    const after = await run(({ channels }) => channels.list());
    await run(({ channels }) => channels.set(channel));

    expect(after).toEqual([]);
    expect(await run(({ channels }) => channels.list())).toEqual([channel]);
  });
}

function subjects({ run, ada }: Tenant): Promise<number> {
  return run(({ mail }) => mail.subjectsOf(ada.id));
}
