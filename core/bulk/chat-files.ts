import type { PlatformUser } from '../commands/inbound.ts';
import type { Result } from '../result.ts';

/** What will not change by trying again. */
export type ChatFileRefused = { readonly kind: 'gone' | 'not-theirs' | 'too-large' | 'not-permitted' };

export type ChatFileFailure =
  | ChatFileRefused
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/**
 * Fetches a file that somebody sent with a command, by the reference that their surface gave it. Called by jobs only. It
 * reads no more than a list may hold, asks only the platform's own hosts, and hands out nobody else's file.
 */
export interface ChatFiles {
  readonly read: (
    from: PlatformUser,
    upload: string,
    signal: AbortSignal,
  ) => Promise<Result<Uint8Array, ChatFileFailure>>;
}
