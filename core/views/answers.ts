/** The answers of a form as every platform can give them. */
export type Answers = Readonly<Record<string, string | boolean>>;
