import { CSV_LIMITS } from '../csv/csv-limits.ts';

/** The bytes of a list as they come in; undefined as soon as they are more than a list may have, whatever was announced. */
export async function readAtMost(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > CSV_LIMITS.bytes) return undefined;
    kept.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of kept) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
