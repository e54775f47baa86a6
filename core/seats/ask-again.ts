import type { Call } from '../commands/call.ts';
import type { Member } from '../people/member.ts';

/** How to try once more to give somebody a seat: who was here before is reactivated, anybody else is invited. */
export function askAgain({ standing, address, fullName }: Member, otherAddress = address): Call {
  return standing === 'deactivated'
    ? { command: 'reactivate', args: { member: address } }
    : { command: 'invite', args: { address: otherAddress, fullName } };
}
