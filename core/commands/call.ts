import type { Answers } from '../views/answers.ts';

/** A command with its arguments, ready to run, to store, or to stand behind a button. Arguments are JSON values. */
export type Call = { readonly command: string; readonly args: Readonly<Record<string, unknown>> };

/** Answers fill in what the stored call leaves open; what is stored behind the button is never changed by a platform. */
export function filledIn({ command, args }: Call, answers: Answers): Call {
  return { command, args: { ...answers, ...args } };
}
