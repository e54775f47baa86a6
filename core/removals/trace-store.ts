import type { Id } from '../ids.ts';

export type Erased = { readonly participants: number; readonly people: number; readonly connections: number };

/** What other people’s mail says about a member: it stays, but not with this person in it. */
export interface TraceStore {
  /** By which other addresses the mail systems of their mailboxes know them. */
  readonly aliases: (member: Id<'member'>) => Promise<readonly string[]>;
  /** Takes them out of every message, with the people and connections that these addresses were. */
  readonly erase: (member: Id<'member'>, addresses: readonly string[]) => Promise<Erased>;
}
