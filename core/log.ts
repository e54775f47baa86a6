/** Events, not sentences: a constant message and data in fields; never an address, a subject or a token. */
export interface Log {
  readonly info: (fields: Readonly<Record<string, unknown>>, event: string) => void;
  readonly warn: (fields: Readonly<Record<string, unknown>>, event: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, event: string) => void;
}
