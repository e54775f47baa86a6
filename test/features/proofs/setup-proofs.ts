import { expect } from 'vitest';
import { aCredential } from '../../builders/setup.ts';
import { openFloor } from '../floor.ts';
import type { Proof } from '../proof.ts';

export const SETUP_PROOFS: readonly Proof[] = [
  {
    features: [18, 19],
    says: 'without setup nobody is invited: the exact step is named, in the order access, domain, role',
    on: async (front) => {
      await using floor = await openFloor(front, { isSetUp: false });
      const ada = await floor.hires('ada', { role: 'admin' });

      const sam = await floor.hires('sam', { grants: ['support'] });
      const refused = await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
      await ada.presses(/^Ask support$/u);
      await ada.fills({ help: 'Who of us adds a service account?' });
      await floor.works();
      const setup = await ada.types('setup');

      expect(refused).toContain('Not possible yet: mailbox access is missing');
      expect((await sam.sees()).join('\n')).toContain('Who of us adds a service account?');
      expect(setup).toMatch(/Mailbox access.*Domain.*Role/su);
      expect(await floor.inAccount(({ seats }) => seats.list())).toEqual([]);
      expect(await floor.inAccount(({ requests }) => requests.list())).toEqual([]);
    },
  },
  {
    features: [17],
    says: 'a domain is proved by its TXT record: not found yet is no failure, found is verified',
    on: async (front) => {
      await using floor = await openFloor(front);
      const ada = await floor.hires('ada', { role: 'admin' });

      const shown = await ada.types('domain add north.example');
      const [value = ''] = /token=[0-9a-f]+ expiry=never/u.exec(shown) ?? [];
      await ada.types('domain check north.example');
      await floor.works();
      expect(await ada.types('domain list')).toMatch(/north\.example.*waiting/su);

      floor.dns.set('_usher-challenge.north.example', [value]);
      floor.clock.advance({ minutes: 10 });
      await ada.types('domain check north.example');
      await floor.works();
      expect(value).not.toBe('');
      expect(await ada.types('setup')).toContain('north.example');
    },
  },
  {
    features: [14],
    says: 'Google impersonation is explained and shown with what it reads',
    on: async (front) => {
      await using empty = await openFloor(front, { isSetUp: false });
      const ada = await empty.hires('ada', { role: 'admin' });
      expect(await ada.types('setup google')).toMatch(/domain-wide delegation/iu);

      await using floor = await openFloor(front);
      const grace = await floor.hires('grace', { role: 'admin' });
      const shown = await grace.types('setup google');
      expect(shown).toContain('usher@acme.iam.example');
      expect(shown).toContain('no content');
    },
  },
  {
    features: [15, 20],
    says: 'Microsoft client credentials are explained and shown as a profile of their own',
    on: async (front) => {
      await using floor = await openFloor(front);
      const ada = await floor.hires('ada', { role: 'admin' });
      expect(await ada.types('setup microsoft')).toMatch(/client/iu);
      const health = { kind: 'ok', access: 'headers', checkedAt: floor.clock.now() } as const;
      await floor.inAccount(({ credentials }) =>
        credentials.add(aCredential({ provider: 'microsoft', label: 'app 42', health })),
      );

      const setup = await ada.types('setup');

      expect(setup).toContain('Google Workspace');
      expect(setup).toContain('Microsoft 365');
    },
  },
  {
    features: [21, 25, 27],
    says: 'outside Enterprise only Admins manage users, and a refusal names who can',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      const max = await floor.hires('max');
      const ada = await floor.hires('ada', { role: 'admin' });
      const erika = await floor.hires('erika', { role: 'enterprise-admin' });
      const invite = 'invite linus@acme.example Linus Torvald privacy:subjects';

      expect(await max.types(invite)).toContain('an Admin');
      expect(await max.types('privacy grace@acme.example participants')).toContain('an Admin');
      expect(await floor.inAccount(({ seats }) => seats.list())).toEqual([]);
      expect(await ada.types(invite)).toContain('Checking');
      expect(await erika.types('list')).toContain('Linus Torvald');
    },
  },
];
