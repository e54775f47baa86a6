/** How mailboxes are read. Spans of time, so that a test or a demonstration can shorten them. */
export type SyncConfig = {
  readonly cycle: Temporal.Duration;
  /** How far the first reading goes back. */
  readonly history: Temporal.Duration;
  /** How long something that was removed may still turn up elsewhere. */
  readonly grace: Temporal.Duration;
  /** After a failure that needs a person. */
  readonly probe: Temporal.Duration;
  readonly firstBackOff: Temporal.Duration;
  readonly longestBackOff: Temporal.Duration;
  /** A mail system that has not answered for so long is told of, once. */
  readonly degradedAfter: Temporal.Duration;
  /** A first reading that is not done after so long is told of, once. */
  readonly overdueAfter: Temporal.Duration;
  /** The progress message is not repainted more often. */
  readonly paintEvery: Temporal.Duration;
  /** After so many pages other mailboxes get their turn. */
  readonly pagesPerTurn: number;
  readonly purgeBatch: number;
};

export const DEFAULT_SYNC_CONFIG: SyncConfig = {
  cycle: Temporal.Duration.from({ minutes: 30 }),
  history: Temporal.Duration.from({ hours: 24 * 365 * 2 }),
  grace: Temporal.Duration.from({ hours: 2 }),
  probe: Temporal.Duration.from({ hours: 24 }),
  firstBackOff: Temporal.Duration.from({ seconds: 5 }),
  longestBackOff: Temporal.Duration.from({ minutes: 15 }),
  degradedAfter: Temporal.Duration.from({ hours: 1 }),
  overdueAfter: Temporal.Duration.from({ hours: 24 }),
  paintEvery: Temporal.Duration.from({ seconds: 2 }),
  pagesPerTurn: 20,
  purgeBatch: 500,
};
