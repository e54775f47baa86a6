import type { ExportFiles } from '../../core/audit/export-files.ts';
import type { ListFiles } from '../../core/bulk/list-files.ts';
import { err, ok } from '../../core/result.ts';

/** The files of a machine, by their path. */
export function createFakeDisk(): ExportFiles & ListFiles & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    write: async (path, text) => {
      if (files.has(path)) return err({ kind: 'exists' });
      files.set(path, new TextEncoder().encode(text));
      return ok(undefined);
    },
    read: async (path) => {
      const bytes = files.get(path);
      return bytes === undefined ? err({ kind: 'no-such-file' }) : ok(bytes);
    },
  };
}
