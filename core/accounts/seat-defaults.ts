import type { PrivacyLevel } from '../relationships/privacy.ts';
import type { SeatType } from '../seats/seat-type.ts';
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
