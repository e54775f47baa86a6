import type { PrivacyLevel } from '../relationships/privacy.ts';
import type { SeatType } from '../seats/seat-type.ts';
import type { Account } from './account.ts';
import type { MailSystem, Provider } from './provider.ts';

/** What a seat gets where whoever invites says nothing; what is absent here is asked for each time. */
export type SeatDefaults = {
  readonly seatType?: SeatType | undefined;
  readonly privacy?: PrivacyLevel | undefined;
  readonly team?: string | undefined;
  readonly mailSystem?: Provider | undefined;
};

/** What was said of a seat, by words or in a form. */
export type SaidOfSeat = {
  readonly seatType?: SeatType | undefined;
  readonly privacy?: PrivacyLevel | undefined;
  readonly team?: string | undefined;
  readonly mailSystem?: MailSystem | undefined;
};

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
    team: said.team ?? (isForm ? undefined : team),
    mailSystem: said.mailSystem ?? (isForm ? undefined : mailSystem),
  };
}
