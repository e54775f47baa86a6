import type { Id } from '../../ids.ts';
import type { Stores } from '../../transaction.ts';
import type { Mailbox } from '../mailbox.ts';
import { pausedUntil } from './pause-moves.ts';

/** Whose company mail is not read for the time being, since when, and until when where that is known. */
export type PausedMembers = ReadonlyMap<
  Id<'member'>,
  { readonly since: Temporal.Instant | undefined; readonly until: Temporal.Instant | undefined }
>;

/** By their work mailboxes alone: that somebody has a personal one is told by nothing. */
export async function pausedMembers({ mailboxes }: Pick<Stores, 'mailboxes'>): Promise<PausedMembers> {
  const work = (await mailboxes.list()).filter((mailbox) => mailbox.class === 'work');
  const paused = work.filter(({ desired }) => desired === 'paused');
  const isRead = new Set(work.flatMap(({ desired, memberId }) => (desired === 'enabled' ? [memberId] : [])));
  return new Map(
    paused
      .filter(({ memberId }) => !isRead.has(memberId))
      .map((mailbox) => [mailbox.memberId, { since: since(mailbox), until: pausedUntil(mailbox) }]),
  );
}

function since({ pauses }: Mailbox): Temporal.Instant | undefined {
  return pauses.map((pause) => pause.since).toSorted((one, other) => Temporal.Instant.compare(one, other))[0];
}
