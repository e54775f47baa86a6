import type { Channel } from '../../core/accounts/account-store.ts';
import type { Account } from '../../core/accounts/account.ts';
import { MINIMUM_FIRST_PURCHASE, type PriceList } from '../../core/billing/price-list.ts';
import { currency } from './money.ts';
import { ACME } from './ids.ts';

export function anAccount(account: Partial<Account> = {}): Account {
  const rights = {
    userManagers: 'enterprise-admin',
    mailSharing: 'everyone',
    lockedSettings: [],
    seatDefaults: {},
    coolOffHours: 24,
  } as const;
  return { id: ACME, name: 'Acme', tier: 'scale', ...rights, version: 1, ...account };
}

/** EUR 49.00 for a Sync Only seat, EUR 99.00 for a Full Access seat, by the calendar month in Berlin. */
export function aPriceList(terms: Partial<PriceList> = {}): PriceList {
  return {
    version: 1,
    currency: currency('EUR'),
    prices: { 'sync-only': { month: 4900n }, 'full-access': { month: 9900n } },
    anchor: Temporal.PlainDate.from('2026-01-01'),
    interval: 'month',
    timeZone: 'Europe/Berlin',
    mode: 'day',
    minimumFirstPurchase: MINIMUM_FIRST_PURCHASE,
    ...terms,
  };
}

export function aChannel(channel: Partial<Channel> = {}): Channel {
  return { purpose: 'approvals', surface: 'chat', workspace: 'acme', channel: 'C1', label: '#seats', ...channel };
}
