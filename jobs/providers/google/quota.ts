import type { QuotaLimits } from '../quota-limiter.ts';

export type GmailCosts = {
  readonly profile: number;
  readonly label: number;
  readonly history: number;
  readonly list: number;
  readonly message: number;
  readonly thread: number;
};

export type GmailQuota = QuotaLimits & { readonly costs: GmailCosts };

export const GMAIL_PROFILES = ['new', 'legacy'] as const;
export type GmailProfile = (typeof GMAIL_PROFILES)[number];

const COSTS: GmailCosts = { profile: 1, label: 1, history: 2, list: 5, message: 20, thread: 40 };

const NEW: GmailQuota = {
  costs: COSTS,
  unitsPerMailbox: 6_000,
  unitsPerProject: 1_200_000,
  windowMs: 60_000,
  share: 0.95,
  // More at once is answered with "Too many concurrent requests for user", and 2 already use up the units.
  inFlightPerMailbox: 3,
};

/** developers.google.com/workspace/gmail/api/reference/quota; `legacy` for projects older than May 2026. */
export const GMAIL_QUOTAS: Readonly<Record<GmailProfile, GmailQuota>> = {
  new: NEW,
  legacy: { ...NEW, unitsPerMailbox: 15_000, costs: { ...COSTS, message: 5, thread: 10 } },
};
