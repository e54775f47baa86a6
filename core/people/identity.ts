import type { Id } from '../ids.ts';
import type { PlatformUser } from '../commands/inbound.ts';

/** How a chat user was proved to be this member. Typed text never proves it. */
export type LinkProof = 'confirmed-address' | 'first-admin' | 'operator';

export type Identity = {
  readonly id: Id<'identity'>;
  readonly accountId: Id<'account'>;
  readonly memberId: Id<'member'>;
  readonly user: PlatformUser;
  readonly proof: LinkProof;
  readonly linkedAt: Temporal.Instant;
};
