import type { Id } from '../../ids.ts';
import type { Mailbox } from '../mailbox.ts';
import type { MailboxPause, PauseSide } from './mailbox-pause.ts';

export function sideOf({ memberId }: Mailbox, by: Id<'member'>): PauseSide {
  return by === memberId ? 'owner' : 'admin';
}

/** Takes the place of one of the same side. */
export function withPause(mailbox: Mailbox, pause: MailboxPause): Mailbox {
  const pauses = [...mailbox.pauses.filter(({ side }) => side !== pause.side), pause];
  const desired = mailbox.desired === 'enabled' ? 'paused' : mailbox.desired;
  return { ...mailbox, pauses, desired, version: mailbox.version + 1 };
}

/** Read again from where it was, unless somebody else has paused it too. */
export function withoutPause(mailbox: Mailbox, isLifted: (pause: MailboxPause) => boolean): Mailbox {
  const pauses = mailbox.pauses.filter((pause) => !isLifted(pause));
  const desired = mailbox.desired === 'paused' && pauses.length === 0 ? 'enabled' : mailbox.desired;
  return { ...mailbox, pauses, desired, version: mailbox.version + 1 };
}

export function isOver({ until }: MailboxPause, now: Temporal.Instant): boolean {
  return until !== undefined && Temporal.Instant.compare(until, now) <= 0;
}

/** When it is read again by itself; undefined while one of its pauses has no end. */
export function pausedUntil({ pauses }: Pick<Mailbox, 'pauses'>): Temporal.Instant | undefined {
  const ends = pauses
    .flatMap(({ until }) => until ?? [])
    .toSorted((one, other) => Temporal.Instant.compare(one, other));
  return ends.length === pauses.length ? ends.at(-1) : undefined;
}

/** The first end of a pause that is still to come. */
export function nextEnd({ pauses }: Pick<Mailbox, 'pauses'>): Temporal.Instant | undefined {
  return pauses.flatMap(({ until }) => until ?? []).toSorted((one, other) => Temporal.Instant.compare(one, other))[0];
}
