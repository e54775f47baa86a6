import { chargeFact } from '../approvals/request-notices.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import type { Member } from '../people/member.ts';
import type { View } from '../views/view.ts';

/** The receipt of a named person's seat: their mailbox was reached, so its charge has begun. */
export function seatChargedView({ fullName, address, standing }: Member, charge: ChargeLine): View {
  return {
    title: `The mailbox of ${fullName} was reached, and their seat is charged from now on`,
    tone: 'good',
    blocks: [
      { kind: 'facts', facts: [chargeFact(charge), { label: 'Reference', value: [{ code: charge.id }] }] },
      { kind: 'note', text: [standing === 'active' ? GOES_ON : BEGINS] },
    ],
    actions: [
      {
        kind: 'run',
        label: `Show ${fullName}`,
        weight: 'primary',
        does: { command: 'show', args: { member: address } },
      },
    ],
  };
}

const BEGINS = 'The first reading begins now and may take up to 24 hours.';
const GOES_ON = 'Their trial is over, and their mailbox is read on as before.';
