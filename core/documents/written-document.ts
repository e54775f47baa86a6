import type { Call } from '../commands/call.ts';

/** A document as its command gives it, to be handed over where the person can take files. */
export type WrittenDocument = {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** What to do with it. */
  readonly note: string;
  /** The same in parts of a message, where it is not too long for that. */
  readonly asText: Call | undefined;
  /** What the audit log keeps of it besides its name and size. */
  readonly facts: Readonly<Record<string, string | number>>;
};
