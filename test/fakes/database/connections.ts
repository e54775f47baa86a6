import type { Id } from '../../../core/ids.ts';
import type { MailboxClass } from '../../../core/mailboxes/mailbox.ts';
import { weightOf, type EdgeTouch } from '../../../core/relationships/edge-touch.ts';
import { connectionOf, merged, type ConnectionState } from '../../../core/relationships/strength.ts';
import type { CopyRow } from './tables.ts';

export type Connection = {
  readonly memberId: Id<'member'>;
  readonly address: string;
  readonly mailboxClass: MailboxClass;
  readonly state: ConnectionState;
};

/** Derived from the copies at every look: one touch per member, person and interaction, a work mailbox's before others. */
export function connectionsIn(copies: readonly CopyRow[]): readonly Connection[] {
  const touches = copies.flatMap(touchesOf);
  const once = Object.values(
    Object.groupBy(touches, ({ group, ...touch }) => JSON.stringify([...pairOf(touch), group])),
  );
  const preferred = once.flatMap((same) => same?.toSorted(byPreference)[0] ?? []);
  const connections = Object.groupBy(preferred, (touch) => JSON.stringify([...pairOf(touch), touch.mailboxClass]));
  return Object.values(connections).flatMap((held) => {
    const [first, ...rest] = held?.toSorted(byMoment) ?? [];
    if (first === undefined) return [];
    const state = rest.reduce((sum, { touch }) => merged(sum, connectionOf(touch)), connectionOf(first.touch));
    const { memberId, mailboxClass, touch } = first;
    return [{ memberId, address: touch.address, mailboxClass, state }];
  });
}

type Touch = {
  readonly group: string;
  readonly memberId: Id<'member'>;
  readonly mailboxClass: MailboxClass;
  readonly touch: EdgeTouch;
};

function touchesOf({ copy, memberId, mailboxClass }: CopyRow): readonly Touch[] {
  if (copy.kind !== 'interaction') return [];
  return copy.touches.map((touch) => ({ group: copy.groupKey, memberId, mailboxClass, touch }));
}

function pairOf({ memberId, touch }: Pick<Touch, 'memberId' | 'touch'>): readonly string[] {
  return [memberId, touch.address];
}

function byPreference(one: Touch, other: Touch): number {
  return (
    descending(one.mailboxClass, other.mailboxClass) ||
    descending(one.touch.direction, other.touch.direction) ||
    Temporal.Instant.compare(one.touch.at, other.touch.at) ||
    weightOf(other.touch) - weightOf(one.touch)
  );
}

function byMoment(one: Touch, other: Touch): number {
  return Temporal.Instant.compare(one.touch.at, other.touch.at) || weightOf(one.touch) - weightOf(other.touch);
}

function descending(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? 1 : -1;
}
