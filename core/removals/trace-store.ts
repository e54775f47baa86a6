import type { Id } from '../ids.ts';
import type { Mentioned } from './without-person.ts';

export type Erased = { readonly participants: number; readonly people: number; readonly connections: number };

/** Rows that named the person and do not any more. */
export type Rewritten = {
  /** What was typed and pressed in chat, with the stored answers. */
  readonly deliveries: number;
  readonly buttons: number;
  /** Of lists of people to invite. */
  readonly rows: number;
  /** Requests and what was said about them, links, holds and the like. */
  readonly records: number;
};

/** What is left of a member where others are: in their mail, and in what was written. */
export interface TraceStore {
  /** By which other addresses the mail systems of their mailboxes know them. */
  readonly aliases: (member: Id<'member'>) => Promise<readonly string[]>;
  /** Takes them out of every message, with the people and connections that these addresses were. */
  readonly erase: (member: Id<'member'>, addresses: readonly string[]) => Promise<Erased>;
  /** Messages of the outbox that may name them or went to their chat, in the order of their ids; whoever asks looks and rewrites. */
  readonly noticesNaming: (
    person: Mentioned,
    page: { readonly after: Id<'notice'> | undefined; readonly limit: number },
  ) => Promise<readonly Id<'notice'>[]>;
  /**
   * Puts the tombstone in their place in so many rows wherever else somebody wrote of them, and forgets where to reach them
   * in chat. Removals, of which there are few, come last and at once.
   */
  readonly rewrite: (
    person: Mentioned,
    limit: number,
  ) => Promise<{ readonly isFinished: boolean; readonly rewritten: Rewritten }>;
}
