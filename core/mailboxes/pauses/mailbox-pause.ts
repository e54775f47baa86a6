import type { Id } from '../../ids.ts';

/** Whoever paused it takes it back: an owner’s objection would be worth nothing if an Admin could lift it. */
export const PAUSE_SIDES = ['owner', 'admin'] as const;
export type PauseSide = (typeof PAUSE_SIDES)[number];

/** A mailbox has one of each side at most, and is read when there is none. */
export type MailboxPause = {
  readonly side: PauseSide;
  readonly by: Id<'member'>;
  readonly since: Temporal.Instant;
  /** From then on it is read again by itself. */
  readonly until: Temporal.Instant | undefined;
};
