import type { RowField } from './batch-row.ts';

/** A row as somebody wrote it, before anything in it was looked at. */
export type WrittenRow = {
  readonly number: number;
  readonly values: Readonly<Partial<Record<RowField, string>>>;
  /** Why the row as a whole cannot be read; it is refused with this. */
  readonly broken: string | undefined;
  /** What was guessed, to be said with the row. */
  readonly remark: string | undefined;
};
