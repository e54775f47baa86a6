import type { Member } from '../people/member.ts';
import type { Seat } from '../seats/seat.ts';
import type { Mailbox } from './mailbox.ts';
import type { ReadingState } from './mail-store.ts';

/** A mailbox that may be read, held by this worker until the transaction ends. */
export type HeldMailbox = {
  readonly mailbox: Mailbox;
  readonly member: Member;
  readonly seat: Seat;
  readonly reading: ReadingState;
};
