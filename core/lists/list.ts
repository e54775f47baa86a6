import type { Id } from '../ids.ts';
import type { Audience } from '../relationships/audience.ts';

export const LIST_PRIVACIES = ['private', 'shared'] as const;
/** A private list is for its owner alone, a shared one for everybody with access to the CRM. */
export type ListPrivacy = (typeof LIST_PRIVACIES)[number];

export type List = {
  readonly id: Id<'list'>;
  readonly accountId: Id<'account'>;
  readonly name: string;
  readonly ownerId: Id<'member'>;
  readonly privacy: ListPrivacy;
  readonly createdAt: Temporal.Instant;
  readonly version: number;
};

export type ListedThing =
  | { readonly kind: 'person'; readonly personId: Id<'person'> }
  | { readonly kind: 'organization'; readonly organizationId: Id<'organization'> };

export type ListEntry = ListedThing & {
  readonly listId: Id<'list'>;
  readonly audience: Audience;
  readonly addedBy: Id<'member'>;
  readonly addedAt: Temporal.Instant;
};

export interface ListStore {
  readonly get: (id: Id<'list'>) => Promise<List | undefined>;
  /** In the order in which they were made. */
  readonly all: () => Promise<readonly List[]>;
  readonly ofOwner: (owner: Id<'member'>) => Promise<readonly List[]>;
  readonly add: (list: List) => Promise<void>;
  readonly replace: (previous: List, next: List) => Promise<void>;
  /** The list and what stands on it; only as it was read, like a change. */
  readonly remove: (list: List) => Promise<void>;
  /** In the order in which they were added. */
  readonly entries: (list: Id<'list'>) => Promise<readonly ListEntry[]>;
  /** False when it stands there already. */
  readonly addEntry: (entry: ListEntry) => Promise<boolean>;
}

/** Who owns what another has left behind: the list stays as it is, private or shared. Seed S2, row "ownership of lists". */
export function handedOver(list: List, to: Id<'member'>): List {
  return { ...list, ownerId: to, version: list.version + 1 };
}

export function maySeeList({ privacy, ownerId }: List, viewer: Id<'member'>): boolean {
  return privacy === 'shared' || ownerId === viewer;
}

export function renamed(list: List, name: string): List {
  return { ...list, name, version: list.version + 1 };
}

export function withPrivacy(list: List, privacy: ListPrivacy): List {
  return { ...list, privacy, version: list.version + 1 };
}
