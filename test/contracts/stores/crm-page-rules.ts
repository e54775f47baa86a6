import { describe, expect, test } from 'vitest';
import type { Id } from '../../../core/ids.ts';
import type { MailPage } from '../../../core/mailboxes/mail-store.ts';
import type { MailboxClass } from '../../../core/mailboxes/mailbox.ts';
import type { Beholder } from '../../../core/relationships/crm-pages.ts';
import type { Audience } from '../../../core/relationships/audience.ts';
import { NOW } from '../../builders/ids.ts';
import { aCopy, aMailPage, type InteractionCopy } from '../../builders/mail.ts';
import { aMailbox } from '../../builders/mailboxes.ts';
import { aMember } from '../../builders/people.ts';
import { aList, aNote } from '../../builders/records.ts';
import type { NewTenant, Tenant } from './tenant.ts';

const ALL = { kind: 'all' } as const;

export function crmPageRules(newTenant: NewTenant): void {
  describe('what the mailboxes have taught, by the page', () => {
    test('pages follow each other, newest first, and what comes in meanwhile moves nothing', async () => {
      const tenant = await newTenant();
      const mailbox = await aMailboxOf(tenant);
      const meet = (name: string) => keepCopies(tenant, mailbox, [aCopy(mailbox, { address: `${name}@navy.example` })]);
      for (const name of ['one', 'two', 'three']) await meet(name);

      const first = await pageOfPeople(tenant, undefined, 2);
      await meet('four');
      const second = await pageOfPeople(tenant, first.at(-1)?.id, 2);

      expect([first, second].map((page) => page.map(({ address }) => address))).toEqual([
        ['three@navy.example', 'two@navy.example'],
        ['one@navy.example'],
      ]);
    });

    test('interactions are paged in the order in which they were taken in, each with all its copies', async () => {
      const tenant = await newTenant();
      const mailbox = await aMailboxOf(tenant);
      const [one, two, three] = [5, 1, 3].map((hours) => aCopy(mailbox, { occurredAt: NOW.subtract({ hours }) }));
      if (one === undefined || two === undefined || three === undefined) throw new Error('No copies');
      const elsewhere = aCopy(mailbox, { address: 'linus@kernel.example' });
      await keepCopies(tenant, mailbox, [one, two, three, elsewhere]);

      const read = await tenant.run(async ({ crmPages }) => {
        const grace = { kind: 'with', address: 'grace@navy.example' } as const;
        const first = await crmPages.interactions(grace, { before: undefined, limit: 2 });
        return {
          first,
          second: await crmPages.interactions(grace, { before: first.at(-1)?.id, limit: 2 }),
          among: await crmPages.interactions(
            { kind: 'among', ids: [elsewhere.interactionId] },
            { before: undefined, limit: 9 },
          ),
          all: await crmPages.interactions(ALL, { before: undefined, limit: 9 }),
        };
      });

      expect(read.first.map(({ id }) => id)).toEqual(idsOf([three, two]));
      expect(read.second.map(({ id }) => id)).toEqual(idsOf([one]));
      expect(read.among.map(({ id }) => id)).toEqual(idsOf([elsewhere]));
      expect(read.all).toHaveLength(4);
      expect(read.first[0]).toMatchObject({
        occurredAt: three.occurredAt,
        copies: [{ memberId: tenant.ada.id, providerId: three.providerId }],
      });
    });

    test.each<readonly [string, MailboxClass, (tenant: Tenant) => Beholder, number]>([
      ['everybody finds whom a work mailbox knows', 'work', () => 'everybody', 1],
      ['its owner finds whom a personal mailbox knows', 'personal', ({ ada }) => ada.id, 1],
      ['everybody else does not', 'personal', () => 'everybody', 0],
    ])('%s', async (_, mailboxClass, by, found) => {
      const tenant = await newTenant();
      const mailbox = await aMailboxOf(tenant, mailboxClass);
      await keepCopies(tenant, mailbox, [aCopy(mailbox)]);

      expect(await foundBy(tenant, by(tenant))).toEqual({ people: found, organizations: found });
    });

    test.each<readonly [string, Audience, { readonly writer: number; readonly everybody: number }]>([
      ['whom the account knew stays known by a note when the mail is gone', 'account', { writer: 1, everybody: 1 }],
      ['whom only the writer knew stays theirs', 'self', { writer: 1, everybody: 0 }],
    ])('%s', async (_, audience, expected) => {
      const { tenant, person } = await aForgottenPerson(newTenant);
      const { accountId, ada, run } = tenant;
      const subject = { kind: 'people', people: [person.id] } as const;
      await run(({ notes }) => notes.add(aNote({ accountId, authorId: ada.id, subject, audience })));

      const found = {
        writer: (await foundBy(tenant, ada.id)).people,
        everybody: (await foundBy(tenant, 'everybody')).people,
      };

      expect(found).toEqual(expected);
    });

    test.each([
      ['a shared list', 'shared', 'account', { owner: 1, everybody: 1 }],
      ['a private list, by its owner', 'private', 'account', { owner: 1, everybody: 0 }],
      ['a list, by whoever alone knew them', 'shared', 'self', { owner: 0, everybody: 0 }],
    ] as const)('who stands on %s is found when the mail is gone', async (_, privacy, audience, expected) => {
      const { tenant, person } = await aForgottenPerson(newTenant);
      const { accountId, ada, run } = tenant;
      const owner = aMember({ accountId });
      const list = aList({ accountId, ownerId: owner.id, privacy });
      const entry = { listId: list.id, audience, addedBy: ada.id, addedAt: NOW } as const;
      await run(async ({ members, lists }) => {
        await members.add(owner);
        await lists.add(list);
        await lists.addEntry({ ...entry, kind: 'person', personId: person.id });
        await lists.addEntry({ ...entry, kind: 'organization', organizationId: person.organizationId });
      });

      const found = { owner: await foundBy(tenant, owner.id), everybody: await foundBy(tenant, 'everybody') };

      expect(found).toEqual({
        owner: { people: expected.owner, organizations: expected.owner },
        everybody: { people: expected.everybody, organizations: expected.everybody },
      });
    });

    test('whom a member’s work mailboxes know is told apart by whether a colleague’s know them, or their firm, too', async () => {
      const tenant = await newTenant();
      const bob = aMember({ accountId: tenant.accountId });
      await tenant.run(({ members }) => members.add(bob));
      const [own, home] = [await aMailboxOf(tenant), await aMailboxOf(tenant, 'personal')];
      const bobs = aMailbox({ accountId: tenant.accountId, memberId: bob.id });
      await tenant.run(({ mailboxes }) => mailboxes.add(bobs));
      const from = (mailbox: typeof own, names: readonly string[]) =>
        keepCopies(
          tenant,
          mailbox,
          names.map((address) => aCopy(mailbox, { address })),
        );
      await from(own, ['grace@navy.example', 'alan@navy.example', 'linus@kernel.example']);
      await from(home, ['friend@home.example']);
      await from(bobs, ['grace@navy.example']);

      const met = await tenant.run(({ crmPages }) => crmPages.metBy(tenant.ada.id));

      expect(
        met.map(({ person, state, isKnownBesides, isOrganizationKnownBesides }) => [
          person.address,
          state.received,
          isKnownBesides,
          isOrganizationKnownBesides,
        ]),
      ).toEqual([
        ['alan@navy.example', 1, false, true],
        ['grace@navy.example', 1, true, true],
        ['linus@kernel.example', 1, false, false],
      ]);
    });

    test('another account is told nothing', async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      const mailbox = await aMailboxOf(acme);
      await keepCopies(acme, mailbox, [aCopy(mailbox)]);

      expect(await foundBy(other, acme.ada.id)).toEqual({ people: 0, organizations: 0 });
      const interactions = other.run(({ crmPages }) => crmPages.interactions(ALL, { before: undefined, limit: 9 }));
      expect(await interactions).toEqual([]);
    });
  });
}

async function aMailboxOf({ run, accountId, ada }: Tenant, mailboxClass: MailboxClass = 'work') {
  const mailbox = aMailbox({ accountId, memberId: ada.id, class: mailboxClass });
  await run(({ mailboxes }) => mailboxes.add(mailbox));
  return mailbox;
}

async function keepCopies(
  { run }: Tenant,
  mailbox: MailPage['mailbox'],
  copies: readonly InteractionCopy[],
): Promise<void> {
  await run(({ mail }) => mail.keep(aMailPage(mailbox, { copies })));
}

/** Somebody of whom no message is left. */
async function aForgottenPerson(newTenant: NewTenant) {
  const tenant = await newTenant();
  const mailbox = await aMailboxOf(tenant);
  const copy = aCopy(mailbox);
  await keepCopies(tenant, mailbox, [copy]);
  const [person] = await pageOfPeople(tenant, undefined, 1);
  const [organization] = await tenant.run(({ crmPages }) =>
    crmPages.organizations(tenant.ada.id, ALL, { before: undefined, limit: 1 }),
  );
  if (person === undefined || organization === undefined) throw new Error('Nobody was kept');
  await tenant.run(({ mail }) => mail.keep(aMailPage(mailbox, { removed: [copy.providerId] })));
  await tenant.run(({ mail }) => mail.purge(mailbox, NOW.add({ hours: 1 }), 10));
  return { tenant, person: { id: person.id, organizationId: organization.id } };
}

async function pageOfPeople({ run, ada }: Tenant, before: Id<'person'> | undefined, limit: number) {
  return await run(({ crmPages }) => crmPages.people(ada.id, ALL, { before, limit }));
}

async function foundBy({ run }: Tenant, by: Beholder) {
  const page = { before: undefined, limit: 10 };
  return await run(async ({ crmPages }) => ({
    people: (await crmPages.people(by, ALL, page)).length,
    organizations: (await crmPages.organizations(by, ALL, page)).length,
  }));
}

function idsOf(copies: readonly InteractionCopy[]): readonly Id<'interaction'>[] {
  return copies.map(({ interactionId }) => interactionId);
}
