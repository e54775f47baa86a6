import { describe, expect, test } from 'vitest';
import { aVerifiedClaim } from '../../builders/setup.ts';
import type { NewFirm } from '../mail-contract.ts';
import { received, sent } from './letters.ts';

const GRACE = 'grace@navy.example';

export function privacyRules(newFirm: NewFirm): void {
  describe('privacy', () => {
    test('a subject is stored only as far as the level permits, and never in clear', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ fullName: 'Jane Doe', privacy: 'share-subjects' });
      const bob = await firm.addReader({ fullName: 'Bob Roe', privacy: 'participants-only' });
      jane.inbox.deliver(received(jane, { id: 'A1', subject: 'The merger' }));
      bob.inbox.deliver(received(bob, { id: 'B1', subject: 'The merger' }));

      await firm.readAll(jane);
      await firm.readAll(bob);

      const contacts = await firm.run(({ crm }) => crm.contacts(GRACE, 10));
      const subjects = contacts.flatMap(({ copies }) => copies.map(({ providerId, subject }) => [providerId, subject]));
      expect(Object.fromEntries(subjects)).toEqual({ A1: expect.stringMatching(/^v1\./), B1: undefined });
      expect(JSON.stringify(contacts)).not.toContain('merger');
    });

    test('who knows somebody is answered with strength, counts and the last subject that may be seen', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ fullName: 'Jane Doe', privacy: 'share-subjects' });
      const bob = await firm.addReader({ fullName: 'Bob Roe' });
      jane.inbox.deliver(received(jane, { id: 'A1', daysAgo: 3 }), sent(jane, { id: 'A2', subject: 'The merger' }));
      bob.inbox.deliver(received(bob, { id: 'B1', daysAgo: 40, subject: 'Old' }));
      await firm.readAll(jane);
      await firm.readAll(bob);

      const answer = await firm.who(firm.admin, 'Grace HOPPER');

      expect(answer).toMatchObject({
        kind: 'person',
        person: { address: GRACE },
        connections: [
          { member: { fullName: 'Jane Doe' }, sent: 1, received: 1 },
          { member: { fullName: 'Bob Roe' }, sent: 0, received: 1 },
        ],
        last: { subject: 'The merger', limitedBy: 'share-subjects' },
      });
    });

    test('the most restrictive holder hides the subject and never the contact, also after the fact', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1', subject: 'The merger' }));
      await firm.readAll(jane);
      const before = await firm.who(firm.admin, GRACE);
      await firm.run(async ({ seats }) => {
        const seat = await seats.ofMember(jane.member.id);
        if (seat === undefined) throw new Error('There is no seat');
        await seats.replace(seat, { ...seat, privacy: 'participants-only', version: 2 });
      });

      const after = await firm.who(firm.admin, GRACE);
      const own = await firm.who(jane.member, GRACE);

      expect(before).toMatchObject({ last: { subject: 'The merger' } });
      expect(after).toMatchObject({ kind: 'person', last: { subject: undefined, limitedBy: 'participants-only' } });
      expect(after).toMatchObject({ connections: [{ member: { fullName: 'Jane Doe' } }] });
      expect(own).toMatchObject({ last: { subject: 'The merger', limitedBy: undefined } });
    });

    test('what only a personal mailbox knows is found by its owner alone', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      const home = await firm.addReader({ member: jane.member, address: 'jane@home.example', class: 'personal' });
      home.inbox.deliver(sent(home, { id: 'H1', name: 'Sweetheart' }));
      await firm.readAll(home);

      const others = await firm.who(firm.admin, GRACE);
      const own = await firm.who(jane.member, GRACE);
      const domain = await firm.who(firm.admin, 'navy.example');

      expect(others).toEqual({ kind: 'nobody-found' });
      expect(domain).toEqual({ kind: 'nobody-found' });
      expect(own).toMatchObject({ kind: 'person', connections: [{ sent: 1 }] });
    });

    test('a connection shows others the work mailbox’s part only, and names come from work mailboxes only', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      const home = await firm.addReader({ member: jane.member, address: 'jane@home.example', class: 'personal' });
      jane.inbox.deliver(received(jane, { id: 'A1', daysAgo: 3 }));
      home.inbox.deliver(sent(home, { id: 'H1', name: 'Sweetheart' }));
      await firm.readAll(jane);
      await firm.readAll(home);

      const others = await firm.who(firm.admin, GRACE);
      const own = await firm.who(jane.member, GRACE);

      expect(others).toMatchObject({ person: { name: 'Grace Hopper' }, connections: [{ sent: 0, received: 1 }] });
      expect(own).toMatchObject({ person: { name: 'Grace Hopper' }, connections: [{ sent: 1, received: 1 }] });
    });

    test('an organization is found by its domain with everybody who knows somebody there', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(
        received(jane, { id: 'A1' }),
        received(jane, { id: 'A2', with: 'ada@mail.navy.example', name: 'Ada Lovelace', daysAgo: 2 }),
      );
      await firm.readAll(jane);

      const answer = await firm.who(firm.admin, 'www.navy.example');

      expect(answer).toMatchObject({
        kind: 'organization',
        organization: { domain: 'navy.example' },
        people: [{ name: 'Ada Lovelace' }, { name: 'Grace Hopper' }],
      });
      expect(answer.kind === 'organization' ? answer.connections : []).toHaveLength(2);
    });

    test('several people of one name are offered, and somebody of exactly that name is meant', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(
        received(jane, { id: 'A1', with: 'g1@navy.example', name: 'Grace Hopper' }),
        received(jane, { id: 'A2', with: 'g2@navy.example', name: 'Grace Kelly' }),
        received(jane, { id: 'A3', with: 'g3@navy.example', name: '100% Grace' }),
      );
      await firm.readAll(jane);

      const grace = await firm.who(firm.admin, 'grace');
      const percent = await firm.who(firm.admin, '%');
      const exact = await firm.who(firm.admin, 'grace kelly');

      expect(grace.kind === 'ambiguous' ? grace.candidates : []).toHaveLength(3);
      expect(percent).toMatchObject({ kind: 'person', person: { name: '100% Grace' } });
      expect(exact).toMatchObject({ kind: 'person', person: { address: 'g2@navy.example' } });
    });

    test('whose domain has become the firm’s own is nobody’s outside contact any more', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      const bought = `bought-${firm.accountId}.example`;
      jane.inbox.deliver(received(jane, { id: 'A1', with: `grace@${bought}` }));
      await firm.readAll(jane);
      const before = await firm.who(firm.admin, `grace@${bought}`);

      await firm.run(({ domains }) => domains.add(aVerifiedClaim({ accountId: firm.accountId, domain: bought })));

      expect(before.kind).toBe('person');
      expect(await firm.who(firm.admin, `grace@${bought}`)).toEqual({ kind: 'nobody-found' });
      expect(await firm.who(firm.admin, bought)).toEqual({ kind: 'nobody-found' });
    });
  });
}
