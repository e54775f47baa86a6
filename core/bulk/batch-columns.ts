import type { ChargeLine } from '../billing/charge-line.ts';
import { formatMoney } from '../billing/money.ts';
import type { CsvColumns } from '../csv/choose-columns.ts';
import { unreachable } from '../result.ts';
import { rowGroup, rowText, wantedSeatText, type RowLine } from './row-texts.ts';

export type ChargedLine = RowLine & { readonly charge: ChargeLine | undefined };

/** What became of each person of a list, with what they cost. */
export const BATCH_COLUMNS: CsvColumns<ChargedLine> = {
  line: ({ row }) => `${row.number}`,
  name: ({ row }) => row.fullName,
  'e-mail': ({ row }) => row.address,
  seat: wantedSeatText,
  outcome: rowGroup,
  result: rowText,
  charged: ({ charge }) => (charge === undefined ? '' : chargeText(charge)),
};

function chargeText(charge: ChargeLine): string {
  switch (charge.state) {
    case 'waiting':
      return `at first access, at most ${charge.acknowledged.map(formatMoney).join(', ')}`;
    case 'accrued':
      return formatMoney(charge.amount);
    case 'voided':
      return 'nothing';
    default:
      return unreachable(charge);
  }
}
