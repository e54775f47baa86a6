/** A command with its arguments, ready to run, to store, or to stand behind a button. Arguments are JSON values. */
export type Call = { readonly command: string; readonly args: Readonly<Record<string, unknown>> };
