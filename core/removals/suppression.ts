/**
 * Addresses of removed people, as digests under a key of their own that never rotates: whoever has the table can name
 * nobody, and an address that comes by again is recognised. Only an explicit invitation lifts one.
 */
export interface SuppressionStore {
  readonly add: (digests: readonly string[], at: Temporal.Instant) => Promise<void>;
  /** False where nothing was suppressed. */
  readonly lift: (digest: string, at: Temporal.Instant) => Promise<boolean>;
  /** Those of the digests that are suppressed now. */
  readonly among: (digests: readonly string[]) => Promise<ReadonlySet<string>>;
}
