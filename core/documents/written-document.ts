import type { Call } from '../commands/call.ts';
import type { Result } from '../result.ts';
import type { View } from '../views/view.ts';

/** A document as its command gives it, to be handed over where the person can take files. */
export type WrittenDocument = {
  readonly name: string;
  readonly title: string;
  /** Where it is too long to be written while somebody waits, how it is written when it leaves. */
  readonly text: string | WriteLong;
  /** What to do with it. */
  readonly note: string;
  /** The same in parts of a message, where it is not too long for that. */
  readonly asText: Call | undefined;
  /** What the audit log keeps of it besides its name and size. */
  readonly facts: DocumentFacts;
};

export type DocumentFacts = Readonly<Record<string, string | number>>;

/** Writes it in transactions of its own, in no more than so many bytes. Where there is none, the view says why. */
export type WriteLong = (mostBytes: number) => Promise<Result<LongText, View>>;

export type LongText = { readonly text: string; readonly facts: DocumentFacts };
