import type { Provider } from '../accounts/provider.ts';
import type { Id } from '../ids.ts';

export type DirectoryLookBase = {
  readonly id: Id<'directory-look'>;
  readonly accountId: Id<'account'>;
  readonly askedBy: Id<'member'>;
  readonly askedAt: Temporal.Instant;
  readonly version: number;
};

export const DIRECTORY_FAULTS = ['not-permitted', 'unreachable'] as const;
export type DirectoryFault = (typeof DIRECTORY_FAULTS)[number];

/** The people of one domain in one directory. */
export type Listing = { readonly provider: Provider; readonly domain: string };

/** One reading of who there is in the company's directories, kept for a day; directory-looks.md draws the moves. */
export type DirectoryLook = DirectoryLookBase &
  /** `left` begins with the listing that is read now, from `cursor` on; `refused` is a directory that did not let one be read. */
  (
    | {
        readonly state: 'reading';
        readonly left: readonly Listing[];
        readonly cursor: string | undefined;
        readonly refused: Provider | undefined;
      }
    | { readonly state: 'read'; readonly at: Temporal.Instant; readonly forgetAt: Temporal.Instant }
    | {
        readonly state: 'failed';
        readonly provider: Provider;
        readonly because: DirectoryFault;
        readonly at: Temporal.Instant;
      }
    | { readonly state: 'forgotten'; readonly at: Temporal.Instant }
  );

export type DirectoryLookState = DirectoryLook['state'];

export interface DirectoryLookStore {
  readonly get: (id: Id<'directory-look'>) => Promise<DirectoryLook | undefined>;
  readonly latest: () => Promise<DirectoryLook | undefined>;
  /** False when one is being read already. */
  readonly add: (look: DirectoryLook) => Promise<boolean>;
  readonly replace: (previous: DirectoryLook, next: DirectoryLook) => Promise<void>;
}

/** Somebody as the company's directory names them, by their primary address. */
export type ListedPerson = {
  readonly provider: Provider;
  readonly address: string;
  readonly fullName: string;
};

/** Who was found, apart from the look itself, because there may be thousands. */
export interface ListedPersonStore {
  /** The same address again is one person, as it was found last. */
  readonly keep: (look: Id<'directory-look'>, people: readonly ListedPerson[]) => Promise<void>;
  /** By name. */
  readonly ofLook: (look: Id<'directory-look'>) => Promise<readonly ListedPerson[]>;
  readonly forget: (look: Id<'directory-look'>) => Promise<void>;
}
