import type { Result } from '../result.ts';

export type ExportFileRefused = { readonly kind: 'exists' | 'no-such-folder' | 'not-writable' };

/** Writes a document to the disk of the machine that runs this; only somebody at its console may name a file there. */
export interface ExportFiles {
  /** Never writes over another document; the same one again is no mistake. */
  readonly write: (path: string, text: string) => Promise<Result<undefined, ExportFileRefused>>;
}
