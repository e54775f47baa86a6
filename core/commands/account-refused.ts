import type { AppointmentRefused } from '../accounts/first-members.ts';
import type { TermsRefused } from '../accounts/next-terms.ts';
import type { OpeningRefused } from '../accounts/opening-entitlement.ts';
import { formatMoney, type MoneyRefused } from '../billing/money.ts';
import { unreachable } from '../result.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { View } from '../views/view.ts';
import type { NamedWorkspace } from './account-arguments.ts';

export type AccountRefused =
  | { readonly kind: 'created-before'; readonly name: string }
  | { readonly kind: 'missing'; readonly option: 'name' | 'tier' }
  | { readonly kind: 'on-premises' }
  | { readonly kind: 'workspace-taken'; readonly workspace: NamedWorkspace }
  | AppointmentRefused
  | OpeningRefused
  | TermsRefused;

export function accountRefusedView(refused: AccountRefused): View {
  return {
    title: 'The account was not changed',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [sentence(refused)] }],
    actions: [
      {
        kind: 'run',
        label: 'Show the options',
        weight: 'plain',
        does: { command: 'help', args: { command: 'account set' } },
      },
    ],
  };
}

function sentence(refused: AccountRefused): string {
  switch (refused.kind) {
    case 'created-before':
      return `This console belongs to the account ${refused.name} already. Use account set to change it.`;
    case 'missing':
      return `An account needs a ${refused.option}. Write it like ${refused.option === 'name' ? '"Acme GmbH"' : 'tier:scale'}.`;
    case 'on-premises':
      return 'Mailboxes of an Exchange server on-premises cannot be read, so nobody gets a seat for one.';
    case 'workspace-taken':
      return `${refused.workspace.surface}/${refused.workspace.workspace} belongs to another account. A workspace belongs to one account.`;
    case 'name-missing':
      return `${refused.appointment.address} is not known yet: add ${refused.appointment.as}-name:"Full Name".`;
    case 'left':
      return `${refused.member.fullName} is ${refused.member.standing}. They have to be reactivated first.`;
    case 'below-used':
      return `${refused.used} ${SEAT_TYPE_NAMES[refused.seatType]} ${refused.used === 1 ? 'seat is' : 'seats are'} in use, so there cannot be fewer.`;
    case 'too-few':
      return `The people named need ${refused.needed} Full Access ${refused.needed === 1 ? 'seat' : 'seats'} and ${refused.available} would be free. Add full-access-seats:…`;
    case 'no-currency':
      return 'Prices need a currency. Add currency:EUR.';
    case 'currency-changed':
      return `With another currency every price is given anew; missing: ${refused.missing.map((seatType) => `${seatType}-price`).join(', ')}.`;
    case 'interval-changed':
      return `Billing by the ${refused.interval} needs a price per ${refused.interval}; missing: ${refused.missing.map((seatType) => `${seatType}-price`).join(', ')}. Say it together with interval:${refused.interval}.`;
    case 'price':
      return `${refused.seatType}-price: ${amountSentence(refused.why)}`;
    case 'price-currency':
      return `${refused.seatType}-price is in ${refused.code}, and the account is billed in another currency.`;
    default:
      return unreachable(refused);
  }
}

function amountSentence(why: MoneyRefused): string {
  switch (why.kind) {
    case 'not-an-amount':
      return 'not an amount. Write it like 49.00.';
    case 'unknown-currency':
      return `${why.code} is not a currency to bill in.`;
    case 'negative':
      return 'a price is not below zero.';
    case 'too-many-decimals':
      return `this currency has ${why.allowed} decimals.`;
    case 'ambiguous-separator':
      return 'the comma can be read in two ways. Write the decimals after a point.';
    case 'too-large':
      return `at most ${formatMoney(why.maximum)}.`;
    default:
      return unreachable(why);
  }
}
