/** What a picture must show; a picture without it is a failure and not a picture. */
export type Expected = {
  readonly texts: readonly (string | RegExp)[];
  readonly buttons: readonly RegExp[];
};

/** One message or form as HTML, and the name of the file it becomes. */
export type Picture = { readonly name: string; readonly html: string; readonly expected: Expected };
