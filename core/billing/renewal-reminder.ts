import type { Id } from '../ids.ts';
import { available } from '../seats/capacity.ts';
import type { Stores } from '../transaction.ts';
import type { TellDeps } from '../outbox/tell.ts';
import { dateText } from '../views/date-text.ts';
import type { View } from '../views/view.ts';
import type { BillingPeriod } from './billing-period.ts';
import { billingRows } from './billing-rows.ts';
import type { Money } from './money.ts';
import { countingZone, unitPrice, type PriceList } from './price-list.ts';
import { dateOf, effectiveAt } from './proration.ts';
import { purchasesOf, renewalOf, renewalText } from './renewal.ts';
import { seatsText } from './seats-text.ts';
import { tellBilling } from './tell-billing.ts';

type Renewal = {
  readonly accountId: Id<'account'>;
  readonly terms: PriceList;
  readonly period: BillingPeriod;
  /** How many days before the end people are told. */
  readonly before: number;
};

/** Seats that would renew without being used are named while there is time to give them up. */
export async function remindOfRenewal(deps: TellDeps, stores: Stores, renewal: Renewal): Promise<void> {
  const { accountId, terms, period, before } = renewal;
  const today = dateOf(effectiveAt(terms.mode, countingZone(terms), deps.clock.now()));
  if (today.until(period.end).days > before) return;
  const leaving = (await stores.reductions.list()).filter(({ state }) => state === 'pending');
  const rows = await billingRows(stores);
  for (const entitlement of await stores.entitlements.list()) {
    const { seatType, purchased } = entitlement;
    const given = leaving.reduce((seats, { plan }) => (plan.seatType === seatType ? seats + plan.atRenewal : seats), 0);
    const unused = available(entitlement) - given;
    const price = unitPrice(terms, seatType);
    if (unused < 1 || price === undefined) continue;
    await tellBilling(deps, stores, {
      accountId,
      subject: `renewal:${seatType}:${period.end.toString()}`,
      view: reminderView(
        {
          seatType,
          unused,
          renews: purchased - given,
          costOf: (seats) => renewalOf(seats, purchasesOf(rows, seatType), { prices: terms, price }),
        },
        { terms, period },
      ),
    });
  }
}

type Unused = {
  readonly seatType: Parameters<typeof seatsText>[1];
  readonly unused: number;
  readonly renews: number;
  readonly costOf: (seats: number) => readonly Money[];
};

function reminderView(
  { seatType, unused, renews, costOf }: Unused,
  { terms, period }: Pick<Renewal, 'terms' | 'period'>,
): View {
  return {
    title: `${seatsText(unused, seatType)} not used ${unused === 1 ? 'renews' : 'renew'} on ${dateText(period.end)}`,
    tone: 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [
          {
            label: 'Renews',
            value: [`${seatsText(renews, seatType)}, ${renewalText(costOf(renews))} per ${terms.interval}`],
          },
          {
            label: 'Of which unused',
            value: [`${unused}, without them ${renewalText(costOf(renews - unused))} per ${terms.interval}`],
          },
          {
            label: 'Can be given up until',
            value: [{ date: period.end.subtract({ days: 1 }) }, ` (${countingZone(terms)})`],
          },
        ],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: `Give up ${unused}`,
        weight: 'primary',
        does: { command: 'reduce', args: { count: unused, seatType } },
      },
    ],
  };
}
