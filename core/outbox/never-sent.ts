import { z } from 'zod';

/** Failures of a connection that never carried the request. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Whether a post that failed is known not to have left, so that it may be tried again. */
export function wasNeverSent(error: unknown): boolean {
  return NEVER_CONNECTED.has(connectionCodeOf(error) ?? '');
}

const withCode = z.object({ code: z.string() });
const withCause = z.object({ cause: z.unknown() });

/** `fetch` wraps what the socket said, a client wraps `fetch`: the innermost code counts. */
function connectionCodeOf(error: unknown): string | undefined {
  const inner = withCause.safeParse(error);
  const deeper = inner.success && inner.data.cause !== undefined ? connectionCodeOf(inner.data.cause) : undefined;
  const own = withCode.safeParse(error);
  return deeper ?? (own.success ? own.data.code : undefined);
}
