import type { Id } from '../ids.ts';
import type { PlatformUser } from '../commands/inbound.ts';
import type { Identity } from './identity.ts';
import type { Member } from './member.ts';

export interface MemberStore {
  readonly get: (id: Id<'member'>) => Promise<Member | undefined>;
  readonly byAddress: (address: string) => Promise<Member | undefined>;
  readonly list: () => Promise<readonly Member[]>;
  /** If somebody else has added the address by now, the work starts over and finds them. */
  readonly add: (member: Member) => Promise<void>;
  readonly replace: (previous: Member, next: Member) => Promise<void>;
}

export interface IdentityStore {
  readonly of: (user: PlatformUser) => Promise<Identity | undefined>;
  /** Newest use first, so that the first one is where the member is most likely to look. */
  readonly ofMember: (member: Id<'member'>) => Promise<readonly Identity[]>;
  /** Keeps the first link of a platform user: a second one for the same user is refused with false. */
  readonly link: (identity: Identity) => Promise<boolean>;
  /** Whoever is removed is in no chat any more. Answers how many links there were. */
  readonly unlink: (member: Id<'member'>) => Promise<number>;
  readonly seen: (user: PlatformUser, at: Temporal.Instant) => Promise<void>;
}
