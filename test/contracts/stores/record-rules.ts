import { describe, expect, test } from 'vitest';
import { movedApiKey } from '../../../core/api-keys/api-key-moves.ts';
import { revokeActiveKey } from '../../../core/api-keys/revoke-active-key.ts';
import type { ListEntry } from '../../../core/lists/list.ts';
import { handOverLists } from '../../../core/lists/hand-over-lists.ts';
import type { Note, NoteSubject } from '../../../core/notes/note.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { aCopy, aMailPage } from '../../builders/mail.ts';
import { aMailbox } from '../../builders/mailboxes.ts';
import { aMember } from '../../builders/people.ts';
import { aList, aNote, anApiKey, anApiKeyOffer } from '../../builders/records.ts';
import { recordDeletionRules } from './record-deletion-rules.ts';
import { race, times, type NewTenant, type Tenant } from './tenant.ts';

export function recordRules(newTenant: NewTenant): void {
  listRules(newTenant);
  noteRules(newTenant);
  recordDeletionRules(newTenant);
  apiKeyRules(newTenant);
}

function listRules(newTenant: NewTenant): void {
  describe('lists', () => {
    test('what stands on a list stands there once, in the order in which it was added', async () => {
      const { run, accountId, ada } = await newTenant();
      const list = aList({ accountId, ownerId: ada.id });
      const base = { listId: list.id, audience: 'account', addedBy: ada.id, addedAt: NOW } as const;
      const navy = { ...base, kind: 'organization', organizationId: ids.next('organization') } as const;
      const grace: ListEntry = {
        ...base,
        kind: 'person',
        personId: ids.next('person'),
        addedAt: NOW.add({ minutes: 1 }),
      };
      await run(({ lists }) => lists.add(list));

      const added = await run(async ({ lists }) => [
        await lists.addEntry(grace),
        await lists.addEntry(navy),
        await lists.addEntry(grace),
      ]);

      expect(added).toEqual([true, true, false]);
      expect(await run(({ lists }) => lists.entries(list.id))).toEqual([navy, grace]);
    });

    test('all lists of a member go to another, private ones too, and everything on them stays', async () => {
      const tenant = await newTenant();
      const { run, accountId, ada } = tenant;
      const grace = aMember({ accountId });
      const [hidden, shared] = [
        aList({ accountId, ownerId: ada.id }),
        aList({ accountId, ownerId: ada.id, privacy: 'shared' }),
      ];
      const others = aList({ accountId, ownerId: grace.id });
      await run(async ({ members, lists }) => {
        await members.add(grace);
        for (const list of [hidden, shared, others]) await lists.add(list);
      });

      const moved = await run((stores) => handOverLists(stores, ada.id, grace.id));
      const again = await run((stores) => handOverLists(stores, ada.id, grace.id));

      expect(moved.map(({ id, privacy, ownerId }) => [id, privacy, ownerId])).toEqual([
        [hidden.id, 'private', grace.id],
        [shared.id, 'shared', grace.id],
      ]);
      expect(again).toEqual([]);
      expect(await run(({ lists }) => lists.ofOwner(grace.id))).toEqual([...moved, others]);
    });
  });
}

function noteRules(newTenant: NewTenant): void {
  describe('notes', () => {
    test.each<readonly [string, NoteSubject]>([
      ['two people', { kind: 'people', people: times(2, () => ids.next('person')) }],
      ['an organization', { kind: 'organization', organizationId: ids.next('organization') }],
    ])('a note on %s is read back as it was written', async (_, subject) => {
      const { run, accountId, ada } = await newTenant();
      const note = aNote({ accountId, authorId: ada.id, subject });
      await run(({ notes }) => notes.add(note));

      expect(await run(({ notes }) => notes.get(note.id))).toEqual(note);
    });

    test('notes are found by whom they are about, the newest first', async () => {
      const { run, accountId, ada } = await newTenant();
      const [grace, linus] = [ids.next('person'), ids.next('person')];
      const navy = ids.next('organization');
      const written = [
        aNote({ accountId, authorId: ada.id, subject: { kind: 'people', people: [grace] } }),
        aNote({ accountId, authorId: ada.id, subject: { kind: 'people', people: [grace, linus] } }),
        aNote({ accountId, authorId: ada.id, subject: { kind: 'organization', organizationId: navy } }),
      ];
      for (const note of written) await run(({ notes }) => notes.add(note));
      const [first, second, third] = written;

      const found = await run(async ({ notes }) => ({
        grace: await notes.ofPerson(grace),
        linus: await notes.ofPerson(linus),
        navy: await notes.ofOrganization(navy),
        newest: await notes.page(undefined, 2),
        rest: await notes.page(second?.id, 2),
      }));

      expect(found).toEqual({
        grace: [second, first],
        linus: [second],
        navy: [third],
        newest: [third, second],
        rest: [first],
      });
    });

    test('a note whose interaction is deleted becomes a regular note on the same people', async () => {
      const tenant = await newTenant();
      const { note, mailbox, interaction } = await aNoteOnMail(tenant);
      expect(await read(tenant, note)).toEqual(note);

      await deleteFrom(tenant, mailbox, [interaction]);

      expect(note.subject.kind).toBe('interaction');
      expect(await read(tenant, note)).toEqual({
        ...note,
        subject: { kind: 'people', people: note.subject.kind === 'organization' ? [] : note.subject.people },
      });
    });

    test('a note stays attached for as long as one copy of its interaction is there', async () => {
      const tenant = await newTenant();
      const { note, mailbox, interaction } = await aNoteOnMail(tenant);
      const other = await anotherMailbox(tenant);
      const copy = aCopy(other, { groupKey: interaction.groupKey });
      await tenant.run(({ mail }) => mail.keep(aMailPage(other, { copies: [copy] })));

      const losing = await tenant.run(async ({ notes }) => ({
        one: await notes.attachedWithin([mailbox.id]),
        both: await notes.attachedWithin([mailbox.id, other.id]),
        none: await notes.attachedWithin([]),
      }));
      await deleteFrom(tenant, mailbox, [interaction]);

      expect(losing).toEqual({ one: [], both: [note], none: [] });
      expect(await read(tenant, note)).toEqual(note);
    });

    test('another account sees none of them', async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      const { note } = await aNoteOnMail(acme);

      const seen = await other.run(async ({ notes }) => [await notes.get(note.id), await notes.page(undefined, 10)]);

      expect(seen).toEqual([undefined, []]);
    });
  });
}

function apiKeyRules(newTenant: NewTenant): void {
  describe('API keys', () => {
    test('of several keys that are made at once for a member one is active, and the others are told', async () => {
      const { run, accountId, ada } = await newTenant();
      const make = () =>
        run(async ({ apiKeys }) => {
          const held = (await apiKeys.ofMember(ada.id)).some(({ state }) => state === 'active');
          if (!held) await apiKeys.add(anApiKey({ accountId, memberId: ada.id }));
          return held;
        });

      const held = await race(times(3, () => make));

      expect(held.filter((wasHeld) => !wasHeld)).toHaveLength(1);
      expect(held).toHaveLength(3);
      expect(await run(({ apiKeys }) => apiKeys.all())).toHaveLength(1);
    });

    test('a key ends once, stays listed, and makes room for the next', async () => {
      const { run, accountId, ada } = await newTenant();
      const [first, second] = times(2, () => anApiKey({ accountId, memberId: ada.id }));
      if (first === undefined || second === undefined) throw new Error('No keys');
      await run(({ apiKeys }) => apiKeys.add(first));

      const revoked = await run((stores) => revokeActiveKey(stores, ada.id, { kind: 'superseded', at: NOW }));
      await run(({ apiKeys }) => apiKeys.add(second));

      expect(revoked).toEqual({ ...first, state: 'revoked', because: 'superseded', at: NOW, version: 2 });
      expect(await run(({ apiKeys }) => apiKeys.ofMember(ada.id))).toEqual([second, revoked]);
    });

    test('a key finds its account before any account is known', async () => {
      const { run, accountId, ada, registry } = await newTenant();
      const key = anApiKey({ accountId, memberId: ada.id });
      await run(({ apiKeys }) => apiKeys.add(key));

      expect(await registry.accountOfApiKey(key.prefix)).toBe(accountId);
      expect(await registry.accountOfApiKey(`${key.prefix}0`)).toBeUndefined();
      expect(await run(({ apiKeys }) => apiKeys.byPrefix(key.prefix))).toEqual(key);
    });

    test('the latest use is remembered, whatever else happens to the key', async () => {
      const { run, accountId, ada } = await newTenant();
      const key = anApiKey({ accountId, memberId: ada.id });
      await run(({ apiKeys }) => apiKeys.add(key));
      const revoked = movedApiKey(key, { kind: 'manual', at: NOW });
      if (!revoked.ok) throw new Error('It was revoked before');

      await run(({ apiKeys }) => apiKeys.used(key.id, NOW.add({ minutes: 5 })));
      await run(({ apiKeys }) => apiKeys.used(key.id, NOW));
      await run(({ apiKeys }) => apiKeys.replace(key, revoked.value));

      expect(await run(({ apiKeys }) => apiKeys.get(key.id))).toEqual({
        ...revoked.value,
        lastUsedAt: NOW.add({ minutes: 5 }),
      });
    });

    test('the link to a key is found by what recognises it, and is taken once', async () => {
      const { run, accountId, ada } = await newTenant();
      const offer = anApiKeyOffer({ accountId, memberId: ada.id });
      await run(({ apiKeyOffers }) => apiKeyOffers.add(offer));
      const take = () =>
        run(async ({ apiKeyOffers }) => {
          const open = await apiKeyOffers.byDigest(offer.digest);
          if (open === undefined || open.takenAt !== undefined) return false;
          await apiKeyOffers.replace(open, { ...open, takenAt: NOW, version: open.version + 1 });
          return true;
        });

      const taken = await race(times(3, () => take));

      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await run(({ apiKeyOffers }) => apiKeyOffers.byDigest(offer.digest))).toEqual({
        ...offer,
        takenAt: NOW,
        version: 2,
      });
    });
  });
}

async function anotherMailbox({ run, accountId, ada }: Tenant) {
  const mailbox = aMailbox({ accountId, memberId: ada.id });
  await run(({ mailboxes }) => mailboxes.add(mailbox));
  return mailbox;
}

async function aNoteOnMail(tenant: Tenant) {
  const { run, accountId, ada } = tenant;
  const mailbox = await anotherMailbox(tenant);
  const interaction = aCopy(mailbox);
  await run(({ mail }) => mail.keep(aMailPage(mailbox, { copies: [interaction] })));
  const [grace] = await run(({ crm }) => crm.people(ada.id, { kind: 'name', words: [] }, 1));
  if (grace === undefined) throw new Error('Nobody was kept');
  const { interactionId } = interaction;
  const note = aNote({
    accountId,
    authorId: ada.id,
    subject: { kind: 'interaction', interactionId, people: [grace.id] },
  });
  await run(({ notes }) => notes.add(note));
  return { mailbox, interaction, note };
}

async function deleteFrom(
  { run }: Tenant,
  mailbox: ReturnType<typeof aMailbox>,
  copies: readonly ReturnType<typeof aCopy>[],
): Promise<void> {
  const removed = copies.map(({ providerId }) => providerId);
  await run(({ mail }) => mail.keep(aMailPage(mailbox, { removed })));
  await run(({ mail }) => mail.purge(mailbox, NOW.add({ hours: 1 }), 10));
}

async function read({ run }: Tenant, { id }: Note): Promise<Note | undefined> {
  return await run(({ notes }) => notes.get(id));
}
