import type { Result } from '../result.ts';
import type { SealedView } from '../views/view.ts';
import type { PlatformUser } from '../commands/inbound.ts';

export type ChatAddress = {
  readonly surface: string;
  readonly workspace: string;
  /** The reference of the message there that this goes under; a surface without threads writes it below. */
  readonly thread?: string | undefined;
} & ({ readonly kind: 'user'; readonly user: string } | { readonly kind: 'channel'; readonly channel: string });

/** A message that a platform took; `reference` is opaque and belongs to the surface's gateway. */
export type PostedMessage = { readonly surface: string; readonly workspace: string; readonly reference: string };

/**
 * `throttled` and `unavailable` were certainly not delivered and may be tried again; `ambiguous` may have been
 * delivered and must not be repeated before `find` has looked; `refused` will not change by trying again.
 */
export type SendFailure =
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | { readonly kind: 'unavailable'; readonly cause: unknown }
  | { readonly kind: 'ambiguous'; readonly cause: unknown }
  | { readonly kind: 'refused'; readonly reason: string };

export type Found =
  | { readonly kind: 'found'; readonly message: PostedMessage }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknowable'; readonly reason: string };

/** Speaks to one chat platform, once per call: no retries inside. `key` travels with the message where the platform permits it. */
export interface ChatGateway {
  readonly post: (to: ChatAddress, view: SealedView, key: string) => Promise<Result<PostedMessage, SendFailure>>;
  readonly update: (message: PostedMessage, view: SealedView) => Promise<Result<PostedMessage, SendFailure>>;
  /** Looks whether a post whose result was lost has arrived. */
  readonly find: (to: ChatAddress, key: string) => Promise<Result<Found, SendFailure>>;
}

/** A person as the platform knows them; the address is the platform's own confirmed one. */
export type PlatformProfile = {
  readonly user: PlatformUser;
  readonly name: string;
  readonly confirmedAddress: string | undefined;
  readonly standing: 'full' | 'guest' | 'external' | 'bot' | 'deactivated';
};

/** Who somebody is on one platform. Called by jobs only. */
export interface ChatDirectory {
  readonly profileOf: (user: PlatformUser) => Promise<Result<PlatformProfile | undefined, SendFailure>>;
  readonly findByAddress: (
    workspace: string,
    address: string,
  ) => Promise<Result<PlatformProfile | undefined, SendFailure>>;
}
