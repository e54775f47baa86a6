import type { QuotaLimits } from '../quota-limiter.ts';

/** Every request is one unit. learn.microsoft.com/graph/throttling-limits, Outlook: 10,000 in 10 minutes, 4 at once. */
export const GRAPH_QUOTA: QuotaLimits = {
  unitsPerMailbox: 10_000,
  // 130,000 requests in 10 s, over the same window as a mailbox's.
  unitsPerProject: 7_800_000,
  windowMs: 600_000,
  share: 0.96,
  // One of the four stays free for what a person waits for.
  inFlightPerMailbox: 3,
};
