import type { GoogleScope } from './endpoints.ts';

/** Who reads, with which right, and how far back. */
export type GmailReader = {
  readonly subject: string;
  readonly scope: GoogleScope;
  readonly horizon: Temporal.Instant;
  readonly signal: AbortSignal;
};
