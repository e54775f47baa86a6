import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '../../core/result.ts';

/** The bytes as they were signed. A body that another middleware has read cannot be checked and counts as a bug. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Result<Buffer, { readonly kind: 'too-large' }>> {
  if (request.readableEnded) throw new Error('The body was read before its signature was checked');
  if (Number(request.headers['content-length'] ?? 0) > limit) return err({ kind: 'too-large' });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limit) return err({ kind: 'too-large' });
    chunks.push(bytes);
  }
  return ok(Buffer.concat(chunks));
}
