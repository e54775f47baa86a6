import type { MailSystem } from '../accounts/provider.ts';
import type { Id } from '../ids.ts';
import type { PrivacyLevel } from '../relationships/privacy.ts';
import type { SeatType } from '../seats/seat-type.ts';
import type { WantedTerm } from '../seats/terms/wanted-term.ts';

export const ROW_FIELDS = [
  'fullName',
  'address',
  'seatType',
  'privacy',
  'team',
  'mailSystem',
  'trial',
  'until',
] as const;
export type RowField = (typeof ROW_FIELDS)[number];

/** What the columns of an upload are called, and the fields when one of them is refused. */
export const ROW_FIELD_NAMES = {
  fullName: 'Full name',
  address: 'E-mail',
  seatType: 'Seat type',
  privacy: 'Privacy',
  team: 'Team',
  mailSystem: 'Mail system',
  trial: 'Trial',
  until: 'Last day',
} as const satisfies Record<RowField, string>;

/** What a row says besides the person, or what holds for rows that say nothing. */
export type RowTerms = {
  readonly seatType: SeatType;
  readonly privacy: PrivacyLevel;
  readonly team: string | undefined;
  readonly mailSystem: MailSystem | undefined;
  /** A trial, or a last day. */
  readonly end: WantedTerm | undefined;
};

export type BatchRowBase = {
  readonly accountId: Id<'account'>;
  readonly batchId: Id<'batch'>;
  /** Its line in the upload, or its place in what was typed. */
  readonly number: number;
  readonly fullName: string;
  readonly address: string;
  readonly version: number;
};

/**
 * `invited`: the mailbox is looked at. `readable`: it was, and the seat waits for what the others of the batch wait for.
 * `alone`: it took too long, and goes on as an invitation of its own. How far somebody is from then on is said by the seat.
 */
export type BatchRow = BatchRowBase &
  (
    | { readonly state: 'refused'; readonly field: RowField; readonly reason: string }
    | { readonly state: 'ready'; readonly terms: RowTerms; readonly remark: string | undefined }
    | { readonly state: 'invited' | 'readable' | 'alone'; readonly terms: RowTerms; readonly seatId: Id<'seat'> }
  );

export type SeatedRow = Extract<BatchRow, { readonly seatId: Id<'seat'> }>;

export interface BatchRowStore {
  /** In the order of their numbers. */
  readonly ofBatch: (batch: Id<'batch'>) => Promise<readonly BatchRow[]>;
  readonly ofSeat: (seat: Id<'seat'>) => Promise<SeatedRow | undefined>;
  readonly add: (rows: readonly BatchRow[]) => Promise<void>;
  readonly replace: (previous: BatchRow, next: BatchRow) => Promise<void>;
}
