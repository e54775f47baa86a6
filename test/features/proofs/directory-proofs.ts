import { expect } from 'vitest';
import { openFloor } from '../floor.ts';
import type { FrontName } from '../fronts/front.ts';
import { passes } from '../passes.ts';
import type { Proof } from '../proof.ts';

/** Ada is in the directory, and so are Linus and Max, who have no seat. */
async function aFirm(front: FrontName) {
  const floor = await openFloor(front, { seats: 5 });
  const ada = await floor.hires('ada', { role: 'admin' });
  floor.directory.join('ada@acme.example', 'Ada Lovelace');
  floor.directory.join('linus@acme.example', 'Linus Torvald');
  floor.directory.join('max@acme.example', 'Max Standard');
  floor.directory.join('eve@other.example', 'Eve Other');
  return { floor, ada, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

export const DIRECTORY_PROOFS: readonly Proof[] = [
  {
    features: ['P23'],
    says: 'only colleagues whom the directory has by the same address are offered, and the ticked ones are one list',
    on: async (front) => {
      await using firm = await aFirm(front);
      const { floor, ada } = firm;
      await ada.types('matchable');
      await floor.works();

      const offered = await ada.presses(/^Show who$/u);
      await ada.presses(/^Invite some of these$/u);
      await ada.fills({ 'Max Standard': true, 'What colleagues see': 'Share participants and time only' });
      await ada.presses(/^Check 1 mailbox$/u);
      await floor.works();

      expect(offered).toMatch(/Linus Torvald.*Max Standard/su);
      expect(offered).not.toMatch(/Ada Lovelace|Eve Other/u);
      const list = await ada.types('list');
      expect(list).toContain('Max Standard');
      expect(list).not.toContain('Linus Torvald');
    },
  },
  {
    features: ['P24'],
    says: 'newcomers of the directory are invited by a rule somebody agreed to, and are counted on their way',
    on: async (front) => {
      await using firm = await aFirm(front);
      const { floor, ada } = firm;
      const asked = await ada.types('provisioning on acme.example privacy:subjects seats:free per-day:1');
      await ada.presses(/^Turn it on$/u);
      await floor.works();
      floor.directory.join('barbara@acme.example', 'Barbara Liskov');
      floor.directory.join('erika@acme.example', 'Erika Mann');

      await passes(floor, 1);
      const status = await ada.types('provisioning');

      expect(asked).toContain('is invited in my name');
      expect(status).toContain('1 eligible, 0 pending, 1 provisioned');
      const list = await ada.types('list');
      expect(list).toMatch(/Barbara Liskov|Erika Mann/u);
      expect(list).not.toMatch(/Linus Torvald|Max Standard/u);
    },
  },
];
