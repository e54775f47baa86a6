const STALE = 'StaleRow';

/** Thrown by a store when a row is no longer what it was when it was read; the transaction answers by starting over. */
export function staleRow(what: string): Error {
  const error = new Error(`${what} changed since it was read`);
  error.name = STALE;
  return error;
}

export function isStaleRow(error: unknown): boolean {
  return error instanceof Error && error.name === STALE;
}
