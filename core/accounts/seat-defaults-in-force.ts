import type { Account } from './account.ts';
import type { SaidOfSeat, SeatDefaults } from './seat-defaults.ts';
import { teamSaid } from './team.ts';

/** Those that count now: a team is part of the Enterprise tier, and what was set there waits until it is back. */
export function seatDefaults({ tier, seatDefaults: set }: Pick<Account, 'tier' | 'seatDefaults'>): SeatDefaults {
  return tier === 'enterprise' ? set : { ...set, team: undefined };
}

/**
 * What was said goes before what the account gives. A form showed the defaults to whoever filled it in, so a field that
 * they emptied is empty.
 */
export function withSeatDefaults(account: Account, said: SaidOfSeat, isForm: boolean) {
  const { seatType = 'sync-only', privacy, team, mailSystem } = seatDefaults(account);
  return {
    seatType: said.seatType ?? seatType,
    privacy: said.privacy ?? privacy,
    team: teamSaid(said.team, isForm ? undefined : team),
    mailSystem: said.mailSystem ?? (isForm ? undefined : mailSystem),
  };
}
