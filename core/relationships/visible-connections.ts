import type { Member } from '../people/member.ts';
import type { StoredConnection, StoredPerson } from './crm-store.ts';
import { merged, strengthOf, type ConnectionState, type Strength } from './strength.ts';
import type { Context } from './who-knows-context.ts';

export type Connection = {
  readonly member: Member;
  readonly person: StoredPerson;
  readonly strength: Strength;
  readonly lastAt: Temporal.Instant;
  readonly sent: number;
  readonly received: number;
};

/** What a personal mailbox knows is for its owner alone. The strongest first. */
export function visibleConnections(
  stored: readonly StoredConnection[],
  { viewer, members, now }: Pick<Context, 'viewer' | 'members' | 'now'>,
  people: readonly StoredPerson[],
): readonly Connection[] {
  const states = new Map<string, Shown>();
  for (const { memberId, personId, mailboxClass, state } of stored) {
    if (mailboxClass === 'personal' && memberId !== viewer.memberId) continue;
    const member = members.find(({ id, standing }) => id === memberId && standing !== 'removed');
    const person = people.find(({ id }) => id === personId);
    if (member === undefined || person === undefined) continue;
    const key = `${memberId}/${personId}`;
    const before = states.get(key);
    states.set(key, { member, person, state: before === undefined ? state : merged(before.state, state) });
  }
  return [...states.values()].map((shown) => connection(shown, now)).toSorted(strongestFirst);
}

type Shown = { readonly member: Member; readonly person: StoredPerson; readonly state: ConnectionState };

function connection({ member, person, state }: Shown, now: Temporal.Instant): Connection {
  const { lastAt, sent, received } = state;
  return { member, person, strength: strengthOf(state, now), lastAt, sent, received };
}

function strongestFirst(one: Connection, other: Connection): number {
  return other.strength.score - one.strength.score || Temporal.Instant.compare(other.lastAt, one.lastAt);
}
