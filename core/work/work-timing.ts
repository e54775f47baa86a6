export type WorkTiming = {
  /** How long a dead worker's work waits for another one. */
  readonly lease: Temporal.Duration;
  /** How often a living worker renews its lease; a small part of it. */
  readonly beat: Temporal.Duration;
};
