import type { Id } from '../ids.ts';

/**
 * One message between a member and a person. A store counts it once per member, person and interaction, although the same message may lie in
 * two of the member's folders.
 */
export type EdgeTouch = {
  readonly memberId: Id<'member'>;
  readonly address: string;
  readonly at: Temporal.Instant;
  readonly direction: 'outgoing' | 'incoming';
  /** Where the receiving side stands; somebody addressed by a list or blindly counts as copied. */
  readonly addressedIn: 'to' | 'cc';
  /** Everybody the message went to, at least 1. */
  readonly recipients: number;
};

/** How much one message says: 1 for a letter to one person, less the more people read along, half for those only copied. */
export function weightOf({ recipients, addressedIn }: EdgeTouch): number {
  return (addressedIn === 'to' ? 1 : COPIED) / Math.log2(1 + recipients);
}

const COPIED = 0.5;
