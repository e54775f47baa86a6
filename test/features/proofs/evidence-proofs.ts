import { expect } from 'vitest';
import { checkReceipt } from '../../../core/receipts/check-receipt.ts';
import { receiptReport } from '../../../core/receipts/receipt-report.ts';
import { certificateHash } from '../../../core/removals/certificate.ts';
import { aSigningKey, publicKeyOf } from '../../core/audit/signing-keys.ts';
import { createFakeHeadFile } from '../../fakes/fake-head-file.ts';
import { openFloor } from '../floor.ts';
import type { FrontName } from '../fronts/front.ts';
import { passes } from '../passes.ts';
import type { Proof } from '../proof.ts';

/** Ada asks for the removal of Linus, and Sam of support sets its day. */
async function aRemoval(front: FrontName) {
  const floor = await openFloor(front, { seats: 5 });
  const ada = await floor.hires('ada', { role: 'admin' });
  const sam = await floor.hires('sam', { grants: ['support'] });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  const asks = async () => {
    await ada.types('remove linus@acme.example');
    await ada.fills({ 'Full name': 'Linus Torvald', 'All e-mail addresses': 'linus@acme.example', Reason: 'Has left' });
    await floor.works();
  };
  const sets = async () => {
    await sam.presses(/^Assign to me$/u);
    await floor.works();
    await sam.presses(/^Set a day$/u);
    const day = floor.clock.now().add({ hours: 72 }).toZonedDateTimeISO('UTC').toPlainDate();
    await sam.fills({ Day: day.toString(), 'I agree': true });
    await floor.works();
  };
  return { floor, ada, sam, asks, sets, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

export const EVIDENCE_PROOFS: readonly Proof[] = [
  {
    features: ['B4.5'],
    says: 'a receipt is had as JSON, and somebody with nothing but the public key recomputes it',
    on: async (front) => {
      const heads = { keys: [aSigningKey('ours')], file: createFakeHeadFile() };
      await using floor = await openFloor(front, { heads });
      const ada = await floor.hires('ada', { role: 'admin' });
      const grace = await floor.hires('grace', { grants: ['approver'] });
      await ada.types('buy 5');
      await ada.fills({ 'I agree': true });
      await floor.works();
      await grace.presses(/^Approve EUR/u);
      await floor.works();

      const shown = await ada.types('receipt 1');
      const parts = [await ada.types('receipt 1 json')];
      while (/Next part/u.test(parts.at(-1) ?? '')) parts.push(await ada.presses(/^Next part$/u));

      expect(shown).toContain('EUR 49.00 × 5 × 19 / 31 days = EUR 150.16');
      const json = parts.map(pieceOf).join('');
      expect(receiptReport(checkReceipt(json, [publicKeyOf('ours')]))[0]).toBe(
        'The receipt of request 1 holds: EUR 150.16 is charged, at most EUR 150.16 was agreed to.',
      );
    },
  },
  {
    features: ['B4.11'],
    says: 'a removal waits out its cool-off, in which it is withdrawn, and ends with a certificate that the log holds too',
    on: async (front) => {
      await using story = await aRemoval(front);
      const { floor, asks, sets } = story;
      await asks();
      await sets();
      await story.ada.presses(/^Withdraw/u);
      await passes(floor, 4);
      const withdrawn = await floor.inAccount(({ members }) => members.byAddress('linus@acme.example'));

      await asks();
      await sets();
      await passes(floor, 4);

      expect(withdrawn?.standing).toBe('active');
      expect(await floor.inAccount(({ members }) => members.byAddress('linus@acme.example'))).toBeUndefined();
      const [, removed] = await floor.inAccount(({ removals }) => removals.list());
      if (removed?.state !== 'completed') throw new Error(`The removal is ${removed?.state}`);
      const hash = certificateHash(removed.certificate);
      expect((await story.sam.sees()).join('\n')).toContain(hash);
      const records = await floor.inAccount(({ audit }) => audit.from(1, 1000));
      expect(records.map(({ facts }) => facts['certificate'])).toContain(hash);
    },
  },
];

/** What stands between the title of a part and the sentence that says how the parts go together. */
function pieceOf(part: string): string {
  const found = /part \d+ of \d+\s(?<piece>.*?)\n\s*Put the pieces together/su.exec(part)?.groups?.['piece'];
  if (found === undefined) throw new Error(`No part of a receipt: ${part}`);
  return found.replaceAll('\n', '');
}
