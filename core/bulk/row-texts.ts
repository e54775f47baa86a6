import { MAILBOX_FAULT_TEXTS } from '../mailboxes/mailbox-fault-texts.ts';
import { unreachable } from '../result.ts';
import { seatStateText } from '../seats/seat-texts.ts';
import type { Seat } from '../seats/seat.ts';
import { SEAT_TYPE_NAMES, type SeatType } from '../seats/seat-type.ts';
import { countOf } from '../views/count-text.ts';
import { dateText } from '../views/date-text.ts';
import { ROW_FIELD_NAMES, type BatchRow } from './batch-row.ts';
import { isReadable } from '../seats/seat-moves.ts';

/** A row with its seat, if it came to one. */
export type RowLine = { readonly row: BatchRow; readonly seat: Seat | undefined };

export type RowGroup = 'not invited' | 'on the way' | 'has a seat' | 'has no seat';

export function rowGroup({ row, seat }: RowLine): RowGroup {
  if (row.state === 'refused') return 'not invited';
  if (seat === undefined) return 'on the way';
  switch (seat.state) {
    case 'provisioning':
    case 'active':
    case 'conversion-requested':
    case 'conversion-granted':
      return 'has a seat';
    case 'checking':
    case 'awaiting-acknowledgement':
    case 'awaiting-approval':
      return 'on the way';
    case 'refused':
    case 'declined':
    case 'cancelled':
    case 'expired':
    case 'deactivated':
    case 'removed':
      return 'has no seat';
    default:
      return unreachable(seat);
  }
}

/** Where somebody stands, with the field and the reason where they do not come further. */
export function rowText({ row, seat }: RowLine): string {
  switch (row.state) {
    case 'refused':
      return `${ROW_FIELD_NAMES[row.field]}: ${row.reason}`;
    case 'ready':
      return row.remark === undefined ? 'can be invited' : `can be invited. ${row.remark}`;
    case 'invited':
    case 'readable':
    case 'alone':
      return seat === undefined ? 'invited' : seatText(row.state, seat);
    default:
      return unreachable(row);
  }
}

/** The type of seat that somebody gets: what an approver changed is said by the seat. */
export function seatTypeOf({ row, seat }: RowLine): SeatType | undefined {
  return seat?.seatType ?? (row.state === 'refused' ? undefined : row.terms.seatType);
}

/** `Full Access`, or `Sync Only, until 31 Dec 2026`; empty for whoever gets none. */
export function wantedSeatText(line: RowLine): string {
  const seatType = seatTypeOf(line);
  return seatType === undefined ? '' : `${SEAT_TYPE_NAMES[seatType]}${endText(line.row)}`;
}

function endText(row: BatchRow): string {
  const end = row.state === 'refused' ? undefined : row.terms.end;
  if (end === undefined) return '';
  return end.kind === 'trial' ? `, trial of ${countOf(end.days, 'day', 'days')}` : `, until ${dateText(end.endsOn)}`;
}

function seatText(state: 'invited' | 'readable' | 'alone', seat: Seat): string {
  if (seat.state === 'refused') return `no seat. ${MAILBOX_FAULT_TEXTS[seat.fault].what}`;
  const has = seat.basis === 'trial' ? 'has a trial' : 'has a seat';
  if (isReadable(seat)) return `${has}, their mailbox is being read`;
  if (seat.state === 'provisioning') return `${has}, access being checked`;
  if (seat.state === 'checking' && state === 'readable') return 'mailbox can be read, waits for a seat';
  if (seat.state === 'checking' && state === 'alone')
    return 'mailbox has not answered yet; goes on alone, and you are told how it ends';
  return seatStateText(seat);
}
