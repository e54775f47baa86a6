import { err, ok, type Result } from '../result.ts';
import { CSV_LIMITS } from './csv-limits.ts';

export type UndecodableCsv = { readonly kind: 'too-large' | 'not-utf-8' };

/** Strict UTF-8, because a name that was guessed at stays wrong for years; a byte order mark is tolerated. */
export function decodeCsv(bytes: Uint8Array): Result<string, UndecodableCsv> {
  if (bytes.length > CSV_LIMITS.bytes) return err({ kind: 'too-large' });
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof TypeError) return err({ kind: 'not-utf-8' });
    throw error;
  }
}
