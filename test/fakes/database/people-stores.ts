import type { IdentityStore, MemberStore } from '../../../core/people/member-store.ts';
import type { PlatformUser } from '../../../core/commands/inbound.ts';
import type { Identity } from '../../../core/people/identity.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { addOnce, byInstant, swap } from './swap.ts';
import type { IdentityRow, Tables } from './tables.ts';

export function openMembers(tables: Tables, session: Session): MemberStore {
  const rows = openTable(tables.members, session);
  return {
    get: rows.get,
    byAddress: async (address) => (await rows.all()).find((member) => member.address === address),
    list: rows.all,
    add: (member) => addOnce(rows, session, 'Whoever has this address', member),
    replace: (previous, next) => swap(rows, 'Member', previous, next),
  };
}

export function openIdentities(tables: Tables, session: Session): IdentityStore {
  const rows = openTable(tables.identities, session);
  const live = async () => (await rows.all()).filter(({ isGone }) => !isGone);
  const of = async (user: PlatformUser) => (await live()).find((row) => isSame(row.user, user));
  return {
    of: async (user) => identityOf(await of(user)),
    ofMember: async (memberId) =>
      (await live())
        .filter((row) => row.memberId === memberId)
        .toSorted(byInstant((row) => row.seenAt))
        .toReversed()
        .map(withoutUse),
    link: (identity) => rows.add({ ...identity, seenAt: identity.linkedAt, isGone: false }),
    unlink: async (memberId) => {
      const linked = (await live()).filter((row) => row.memberId === memberId);
      for (const row of linked) await rows.put({ ...row, isGone: true });
      return linked.length;
    },
    seen: async (user, at) => {
      const row = await of(user);
      const isLater = (seen: IdentityRow) => Temporal.Instant.compare(seen.seenAt, at) < 0;
      if (row !== undefined) await rows.change(row.id, isLater, { ...row, seenAt: at });
    },
  };
}

function identityOf(row: IdentityRow | undefined): Identity | undefined {
  return row === undefined ? undefined : withoutUse(row);
}

function withoutUse({ id, accountId, memberId, user, proof, linkedAt }: IdentityRow): Identity {
  return Object.freeze({ id, accountId, memberId, user, proof, linkedAt });
}

function isSame(one: PlatformUser, other: PlatformUser): boolean {
  return one.surface === other.surface && one.workspace === other.workspace && one.user === other.user;
}
