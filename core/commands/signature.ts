import type { z } from 'zod';

export type CommandGroup = 'seats' | 'money' | 'mailboxes' | 'insight' | 'account';

/** What a person can type and what a button replays: no behaviour, so that views can name commands without a circle. */
export type Signature<Name extends string = string, Args extends z.ZodObject = z.ZodObject> = {
  readonly name: Name;
  readonly group: CommandGroup;
  readonly summary: string;
  readonly example: string;
  readonly args: Args;
  /** Argument names in the order they are typed; the last one takes all the words that are left. */
  readonly typed: readonly (keyof z.output<Args> & string)[];
  /**
   * `unlisted` is typed by whoever was told of it and stands in no list of the help; `step` is reached by a button or a
   * form only.
   */
  readonly reach: 'typed' | 'unlisted' | 'step';
  /** Arguments that only a button carries: they cannot be typed, and no usage shows them. */
  readonly carried?: readonly (keyof z.output<Args> & string)[];
  /** The last typed argument is a sentence, in which a colon makes no option. */
  readonly endsInText?: boolean;
};

export function signature<Name extends string, Args extends z.ZodObject>(
  of: Signature<Name, Args>,
): Signature<Name, Args> {
  return of;
}
