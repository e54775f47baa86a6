import type { PriceList } from '../billing/price-list.ts';
import type { Account } from './account.ts';

/** What channels are for: where approvals, job notices, support cards and statements go. */
export const CHANNEL_PURPOSES = ['approvals', 'jobs', 'support', 'billing'] as const;
export type ChannelPurpose = (typeof CHANNEL_PURPOSES)[number];

export type Channel = {
  readonly purpose: ChannelPurpose;
  readonly surface: string;
  readonly workspace: string;
  readonly channel: string;
  readonly label: string;
};

export interface AccountStore {
  readonly get: () => Promise<Account>;
  readonly replace: (previous: Account, next: Account) => Promise<void>;
  /** The newest version of the commercial terms, or undefined: without a price there is no quote. */
  readonly terms: () => Promise<PriceList | undefined>;
  readonly addTerms: (terms: PriceList) => Promise<void>;
}

export interface ChannelStore {
  readonly list: () => Promise<readonly Channel[]>;
  /** One channel per purpose and surface; setting it again moves it. */
  readonly set: (channel: Channel) => Promise<void>;
  readonly remove: (channel: Pick<Channel, 'purpose' | 'surface'>) => Promise<void>;
}
