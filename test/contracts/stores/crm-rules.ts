import { describe, expect, test } from 'vitest';
import type { MailPage } from '../../../core/mailboxes/mail-store.ts';
import type { MailboxClass } from '../../../core/mailboxes/mailbox.ts';
import type { PeopleSearch } from '../../../core/relationships/crm-store.ts';
import { connectionOf, merged } from '../../../core/relationships/strength.ts';
import { NOW } from '../../builders/ids.ts';
import { aCopy, aMailPage, aPersonToKeep } from '../../builders/mail.ts';
import { aMailbox } from '../../builders/mailboxes.ts';
import { aMember } from '../../builders/people.ts';
import type { NewTenant, Tenant } from './tenant.ts';

export function crmRules(newTenant: NewTenant): void {
  describe('what the mailboxes have taught', () => {
    test.each<readonly [string, PeopleSearch, number]>([
      ['by address', { kind: 'address', address: 'grace@navy.example' }, 1],
      ['by words of the name in any case', { kind: 'name', words: ['HOPP', 'gra'] }, 1],
      ['by organization', { kind: 'organization', domain: 'navy.example' }, 1],
      ['not by a word that is missing', { kind: 'name', words: ['grace', 'murray'] }, 0],
      ['not by a pattern', { kind: 'name', words: ['gr%e'] }, 0],
    ])('a person is found %s', async (_, search, found) => {
      const tenant = await newTenant();
      const mailbox = await aMailboxOf(tenant);
      await keep(tenant, aMailPage(mailbox, { copies: [aCopy(mailbox)] }));

      const people = await tenant.run(({ crm }) => crm.people(tenant.ada.id, search, 10));

      expect(people).toHaveLength(found);
    });

    test("whom only another's personal mailbox knows is found by nobody else", async () => {
      const tenant = await newTenant();
      const grace = aMember({ accountId: tenant.accountId });
      await tenant.run(({ members }) => members.add(grace));
      const personal = await aMailboxOf(tenant, 'personal');
      await keep(tenant, aMailPage(personal, { copies: [aCopy(personal)] }));
      const search = { kind: 'organization', domain: 'navy.example' } as const;

      const found = await tenant.run(async ({ crm }) => ({
        owner: (await crm.people(tenant.ada.id, search, 10)).length,
        colleague: (await crm.people(grace.id, search, 10)).length,
        organizations: (await crm.organizations(grace.id, { kind: 'domain', domain: 'navy.example' }, 10)).length,
      }));

      expect(found).toEqual({ owner: 1, colleague: 0, organizations: 0 });
    });

    test('of several names the latest stays, in whatever order they are read', async () => {
      const tenant = await newTenant();
      const mailbox = await aMailboxOf(tenant);
      const named = (name: string | undefined, hours: number): MailPage => {
        const person = aPersonToKeep({ name, seenAt: NOW.subtract({ hours }) });
        return aMailPage(mailbox, { copies: [aCopy(mailbox)], people: [person] });
      };
      for (const page of [
        named('Grace Murray', 3),
        named('Grace Hopper', 1),
        named('G. Hopper', 2),
        named(undefined, 0),
      ])
        await keep(tenant, page);

      const people = await tenant.run(({ crm }) => crm.people(tenant.ada.id, { kind: 'name', words: [] }, 10));

      expect(people).toMatchObject([{ name: 'Grace Hopper', organization: 'navy.example' }]);
    });

    test('a connection is the sum of its touches, whatever pages they came on', async () => {
      const tenant = await newTenant();
      const mailbox = await aMailboxOf(tenant);
      const copies = [
        aCopy(mailbox, { occurredAt: daysAgo(90) }),
        aCopy(mailbox, { occurredAt: daysAgo(1), direction: 'sent' }),
        aCopy(mailbox, { occurredAt: daysAgo(30) }),
      ];
      for (const copy of copies) await keep(tenant, aMailPage(mailbox, { copies: [copy] }));

      const [connection] = await connectionsOf(tenant);

      const expected = copies.flatMap(({ touches }) => touches.map(connectionOf)).reduce(merged);
      expect(connection?.state.outgoing).toBeCloseTo(expected.outgoing, 9);
      expect(connection?.state.incoming).toBeCloseTo(expected.incoming, 9);
      expect(connection?.state).toMatchObject({ sent: 1, received: 2 });
      expect([connection?.state.firstAt, connection?.state.lastAt].map(String)).toEqual(
        [daysAgo(90), daysAgo(1)].map(String),
      );
    });

    test('what lies in personal and work mailboxes is told apart, and a message in both is work', async () => {
      const tenant = await newTenant();
      const [work, personal] = [await aMailboxOf(tenant, 'work'), await aMailboxOf(tenant, 'personal')];
      await keep(tenant, aMailPage(work, { copies: [aCopy(work, { groupKey: 'both' })] }));
      await keep(tenant, aMailPage(personal, { copies: [aCopy(personal, { groupKey: 'both' }), aCopy(personal)] }));

      const connections = await connectionsOf(tenant);

      expect(connections.map(({ mailboxClass, state }) => [mailboxClass, state.received])).toEqual([
        ['personal', 1],
        ['work', 1],
      ]);
      expect(await tenant.run(({ crm }) => crm.counts())).toMatchObject({ connections: 1 });
    });

    test('contacts are told newest first, with every copy and everybody who took part', async () => {
      const tenant = await newTenant();
      const mailbox = await aMailboxOf(tenant);
      const [older, newer] = [3, 1].map((hours) => aCopy(mailbox, { occurredAt: NOW.subtract({ hours }) }));
      if (older === undefined || newer === undefined) throw new Error('No copies');
      const elsewhere = aCopy(mailbox, { address: 'linus@kernel.example' });
      await keep(tenant, aMailPage(mailbox, { copies: [older, newer, elsewhere] }));

      const contacts = await tenant.run(({ crm }) => crm.contacts('grace@navy.example', 10));

      expect(contacts.map(({ copies }) => copies)).toEqual(
        [newer, older].map(({ providerId, subject }) => [
          { memberId: tenant.ada.id, mailboxId: mailbox.id, mailboxClass: 'work', providerId, subject },
        ]),
      );
      expect(contacts[0]?.participants).toEqual([
        { field: 'to', address: mailbox.address, kind: 'member', memberId: tenant.ada.id, name: undefined },
        { field: 'from', address: 'grace@navy.example', kind: 'external', name: undefined },
      ]);
    });

    test('another account knows nothing of it', async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      const mailbox = await aMailboxOf(acme);
      await keep(acme, aMailPage(mailbox, { copies: [aCopy(mailbox)] }));

      const seen = await other.run(async ({ crm }) => [
        await crm.people(acme.ada.id, { kind: 'name', words: [] }, 10),
        await crm.contacts('grace@navy.example', 10),
      ]);

      expect(seen).toEqual([[], []]);
      expect(await other.run(({ crm }) => crm.counts())).toMatchObject({ people: 0, messages: 0 });
    });
  });
}

function daysAgo(days: number): Temporal.Instant {
  return NOW.subtract({ hours: days * 24 });
}

async function aMailboxOf({ run, accountId, ada }: Tenant, mailboxClass: MailboxClass = 'work') {
  const mailbox = aMailbox({ accountId, memberId: ada.id, class: mailboxClass });
  await run(({ mailboxes }) => mailboxes.add(mailbox));
  return mailbox;
}

async function keep({ run }: Tenant, page: MailPage): Promise<void> {
  await run(({ mail }) => mail.keep(page));
}

async function connectionsOf({ run, ada }: Tenant) {
  return await run(async ({ crm }) => {
    const people = await crm.people(ada.id, { kind: 'name', words: [] }, 100);
    return await crm.connections(people.map(({ id }) => id));
  });
}
